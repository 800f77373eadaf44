"""Addresses of accounts, below the admin's. Names without a room are those by which allauth knows its own views; what
it offers besides, such as signing up, has no address here.
"""

from django.urls import include, path

from lscb_site.accounts import joining, views

own = [
    path("account/protect/", views.Protect.as_view(), name="protect"),
    path("account/go-on/", views.go_on, name="go_on"),
    path("join/", joining.Join.as_view(), name="join"),
    path("join/<str:token>/", joining.invited, name="invited"),
    path("forgotten/", joining.Forgotten.as_view(), name="forgotten"),
    path("forgotten/asked/", joining.asked, name="asked"),
    path("forgotten/<str:uidb64>/<str:token>/", joining.ChoosePassword.as_view(), name="new_password"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    # The admin's own names lead here too: it has these addresses.
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("password_change/", views.ChangePassword.as_view(), name="account_change_password"),
    path("account/", views.YourAccount.as_view(), name="mfa_index"),
    path("account/", views.YourAccount.as_view(), name="mfa_list_webauthn"),
    path("account/code/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("account/passkey/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("account/again/", views.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("account/again/code/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("account/again/passkey/", views.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/sessions/", views.SignOutOthers.as_view(), name="usersessions_list"),
    path("account/app/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/", views.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("account/recovery-codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/download/", views.DownloadRecoveryCodes.as_view(), name="mfa_download_recovery_codes"),
]
