"""Doors for officers, machines and account holders: signing in, proving oneself, joining."""

from django.urls import path

from satupintu.people.pages import (
    account,
    account_code,
    account_link,
    account_passkeys,
    account_sign_in,
    join_device,
    measure,
    my_account,
    my_profile,
    officer_passkeys,
    second_factor,
    sign_in,
    sign_in_code,
)

of_visitors = [
    path("me/", my_account.my_account, name="my-account"),
    path("me/sign-in/", account_sign_in.account_sign_in, name="account-sign-in"),
    path("me/code/", account_code.account_code, name="account-code"),
    path("me/link/<str:token>/", account_link.account_link, name="account-link"),
    path("me/sign-out/", account_sign_in.account_sign_out, name="account-sign-out"),
    path("me/profile/", my_profile.my_profile, name="my-profile"),
    path("me/devices/", my_account.my_devices_leave, name="my-devices-leave"),
    path("me/erasure/", my_account.my_erasure, name="my-erasure"),
    path("me/passkeys/offer/", account_passkeys.passkey_offer, name="passkey-offer"),
    path("me/passkeys/keep/", account_passkeys.passkey_keep, name="passkey-keep"),
    path("me/passkeys/<int:pk>/remove/", account_passkeys.passkey_remove, name="passkey-remove"),
    path("me/passkeys/question/", account_passkeys.passkey_question, name="passkey-question"),
    path("me/passkeys/sign-in/", account_passkeys.passkey_sign_in, name="passkey-sign-in"),
]
urlpatterns = [
    *of_visitors,
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in_code.sign_in_code, name="sign-in-code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("second-factor/", second_factor.ask, name="second-factor"),
    path("second-factor/set-up/", second_factor.set_up, name="second-factor-set-up"),
    path("second-factor/recovery/", second_factor.recovery_codes, name="recovery-codes"),
    path(
        "second-factor/passkey/question/",
        officer_passkeys.officer_passkey_question,
        name="officer-passkey-question",
    ),
    path("second-factor/passkey/", officer_passkeys.officer_passkey, name="officer-passkey"),
    path(
        "account/passkeys/offer/",
        officer_passkeys.officer_passkey_offer,
        name="officer-passkey-offer",
    ),
    path(
        "account/passkeys/keep/", officer_passkeys.officer_passkey_keep, name="officer-passkey-keep"
    ),
    path(
        "account/passkeys/remove/",
        officer_passkeys.officer_passkey_remove,
        name="officer-passkey-remove",
    ),
    path("account/", account.own_account, name="own-account"),
    path("account/devices/", account.leave_all_devices, name="leave-all-devices"),
    path("account/shortcuts/", account.shortcuts, name="shortcuts"),
    path("language/", sign_in.choose_language, name="language"),
    path("o/<office_code>/join/<kind>/", join_device.join_device, name="join-device"),
    path("o/<office_code>/kiosk/size/", measure.measure_kiosk, name="measure-kiosk"),
    path("o/<office_code>/display/size/", measure.measure_display, name="measure-display"),
]
