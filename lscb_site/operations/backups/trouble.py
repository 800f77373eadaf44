BUSY = "Another backup of this site is being made or compared. Wait for its end."


class BackupTrouble(Exception):
    """Why a backup could not be made, read or restored: a sentence for the operator, which holds no secret."""
