"""The parts of the page of households (档案): list, draft, sections, small dialogs, means check."""
