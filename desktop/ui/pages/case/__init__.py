"""One application on screen (申请详情), made of parts.

How something is hung in
------------------------
A part is one tab: one file here with one class, and one line in PARTS (`parts.py`)::

    class TellingPart(Scrolled):                 # any QWidget; Scrolled is a column that scrolls
        TITLE = "告知"
        def __init__(self, page, sheet):         # Page and CaseSheet: sheet.office, sheet.go, sheet.news
            super().__init__(margin=18)
            ...
        def show_case(self, seen):               # Seen: seen.case, seen.kept, seen.rules, seen.today

A part is told to show the case when its tab is first turned to, and whenever the case changed since. `sheet.part(TellingPart)`
gives it as it is kept now.

What can be done now is a button: one `Action` in ACTIONS (`actions.py`)::

    Action("tell", "登记告知(&L)…", deeds.tell, shown=lambda seen: seen.at is StepKind.tell, place=Place.main)

Of the main ones the first that is shown gets F2 and the cursor; `beside` stand to their right; `more` are in the menu 更多办理.
What it does is a function of the sheet, which asks with a dialog and then calls `sheet.do(verb, said)`::

    def tell(sheet):
        given = TellDialog.ask(sheet.seen, sheet)
        if given is not None:
            sheet.do(lambda: telling.tell(sheet.office, sheet.id, given), f"{sheet.applicant}：已登记告知")

A paper besides the approval form is one `CasePaper` in PAPERS (`papers.py`).
"""
