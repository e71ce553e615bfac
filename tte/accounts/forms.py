from typing import Any

from allauth.account import forms as account_forms
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tte.accounts.models import User
from tte.common.forms import ActionForm
from tte.common.languages import spoken_language


def say(form: forms.Form, **labels: Any) -> None:
    """Our words on the fields of a form that is not ours, and no placeholders: the label says it."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]


class SignInForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, login=_("E-mail"), password=_("Password"), remember=_("Keep me signed in on this device"))
        self.fields["password"].help_text = ""


class SignupForm(account_forms.SignupForm):
    """An account for a person: name, e-mail, password. What one may do comes later, from memberships."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ("name", "email", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self,
            name=_("Your name"),
            email=_("E-mail"),
            password1=_("Password"),
            password2=_("The same password again"),
        )
        self.fields["password1"].help_text = _("At least 10 characters, not only digits, not one of the common ones")

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this with the account it made; the language is the one the page was read in."""
        User.objects.filter(pk=user.pk).update(name=self.cleaned_data["name"], language=spoken_language())
        user.refresh_from_db()


class ForgottenForm(account_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=_("E-mail"))


class NewPasswordForm(account_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password1=_("New password"), password2=_("The same password again"))
        self.fields["password1"].help_text = _("At least 10 characters, not only digits, not one of the common ones")


class ChangePasswordForm(account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self,
            oldpassword=_("Present password"),
            password1=_("New password"),
            password2=_("The same password again"),
        )
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = _("At least 10 characters, not only digits, not one of the common ones")


class AddEmailForm(account_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=_("Another e-mail"))


class ConfirmAccessForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password=_("Password"))


class ProfileForm(ActionForm):
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
