from django import forms


class AuthorityFilter(forms.Form):
    """Finds an authority by its name, its board's name or the name of its front door."""

    q = forms.CharField(label="Borough, board or front door", required=False, max_length=100)

    def apply(self, authorities):
        self.is_valid()
        return authorities.matching(self.cleaned_data.get("q", ""))
