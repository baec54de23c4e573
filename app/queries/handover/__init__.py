"""What goes with children who get another IRO, and who could take them."""
