"""rktkit: Rencana Kinerja Tahunan as a repository."""

__version__ = "0.1.0"
