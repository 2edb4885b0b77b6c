"""What a pull request is told: findings, the change by meaning, whose turn it is."""
