"""What a register says: the records, the catalogue of kinds, snapshots."""
