"""What is asked about caseloads: who holds how many children for how much of a post, on any day."""
