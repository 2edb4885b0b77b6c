"""The archive site: pages of plain Markdown made from the archive, built by MkDocs, served by any static web host."""
