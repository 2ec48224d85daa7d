"""会议和抽查: meetings over cases, rounds of places, random checks."""
