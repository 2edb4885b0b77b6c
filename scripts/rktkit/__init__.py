"""rktkit: Rencana Kinerja Tahunan as a repository."""

__version__ = "0.2.0"
