"""The settings of signing in, for lscb_site/settings.py: who is let in, by what, and what the libraries ask of us.

django-allauth holds passwords, second factors and sessions together; django-axes counts wrong attempts (see
`guessing`), in the database, so that all processes know them. Allauth's own limits of attempts are off where they would
let a stranger lock somebody out.
"""

from typing import Any

ACCOUNTS = "lscb_site.accounts"
WORKING_DAY = 12 * 60 * 60  # seconds


def sign_in_settings() -> dict[str, Any]:
    return {
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", f"{ACCOUNTS}.backends.StaffBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
            for name, options in [
                ("UserAttributeSimilarityValidator", {}),
                ("MinimumLengthValidator", {"min_length": 12}),
                ("CommonPasswordValidator", {}),  # Django ships the list; nobody is asked
                ("NumericPasswordValidator", {}),
            ]
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "admin:index",
        "PASSWORD_RESET_TIMEOUT": 60 * 60,  # seconds for which the link of a forgotten password works
        "SESSION_COOKIE_AGE": WORKING_DAY,
        # Wrong attempts
        "AXES_FAILURE_LIMIT": 5,  # times
        "AXES_COOLOFF_TIME": 1,  # hour
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_HANDLER": f"{ACCOUNTS}.guessing.GuessingHandler",
        "AXES_CLIENT_IP_CALLABLE": "lscb_site.web.network_addresses.address_of",
        "AXES_USERNAME_CALLABLE": f"{ACCOUNTS}.guessing.name_of",
        "AXES_LOCKOUT_CALLABLE": f"{ACCOUNTS}.guessing.refuse",
        # Accounts: nobody signs up, and addresses come with an invitation
        "ACCOUNT_ADAPTER": f"{ACCOUNTS}.adapters.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_SESSION_REMEMBER": True,  # for `SESSION_COOKIE_AGE`, and no longer
        "ACCOUNT_FORMS": {"login": f"{ACCOUNTS}.forms.SignInForm", "change_password": f"{ACCOUNTS}.forms.NewPassword"},
        # "login_failed" counts wrong codes of the second factor alone, of one person.
        "ACCOUNT_RATE_LIMITS": {"login": None, "login_failed": "5/5m/key"},
        "ACCOUNT_REAUTHENTICATION_METHODS": ["password", "mfa"],
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * 60,  # seconds for which a fresh proof holds
        # Second factors
        "MFA_ADAPTER": f"{ACCOUNTS}.adapters.SecondFactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_FORMS": {
            "authenticate": f"{ACCOUNTS}.forms.CodeForm",
            "reauthenticate": f"{ACCOUNTS}.forms.CodeAgainForm",
            "activate_totp": f"{ACCOUNTS}.forms.FirstCodeForm",
            "add_webauthn": f"{ACCOUNTS}.forms.PasskeyForm",
        },
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # an Administrator has vouched for it
        "MFA_TOTP_TOLERANCE": 1,  # codes before and after: telephones' clocks are not exact
    }
