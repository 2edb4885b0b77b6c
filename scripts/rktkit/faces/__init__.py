"""What people and machines see: reports, workbooks, forges, the site."""
