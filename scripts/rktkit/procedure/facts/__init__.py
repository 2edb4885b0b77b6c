"""What is known of a cycle, by Git, by its files and by the forge: who did what, and on which day."""
