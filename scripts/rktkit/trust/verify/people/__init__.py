"""Who approved and who signed each publication: judged in a clone, or by what the archive keeps of their acts."""
