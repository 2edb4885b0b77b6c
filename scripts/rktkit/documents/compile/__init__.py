"""From the forms of all bidang to the one plan of the office, with its changes, its decision and its legal basis."""
