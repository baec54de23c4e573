"""What is true in an Independent Reviewing Officer service: pure facts and rules, standard library only."""
