"""What holds and what does not, counted and named: for the checks that are written in Python."""


class Judge:
    """`shown` cuts what was found to what a log needs of it."""

    def __init__(self, shown):
        self.wrong = self.held = 0
        self.shown = shown

    def hold(self, what, is_so, *details):
        if is_so:
            self.held += 1
        else:
            self.wrong += 1
            print("%s does not hold%s" % (what, "".join("\n    %s" % self.shown(str(detail)) for detail in details)))
