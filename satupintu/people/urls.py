"""Doors for officers and machines: signing in, proving oneself, joining."""

from django.urls import path

from satupintu.people.pages import (
    account,
    join_device,
    measure,
    second_factor,
    sign_in,
    sign_in_code,
)

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in_code.sign_in_code, name="sign-in-code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("second-factor/", second_factor.ask, name="second-factor"),
    path("second-factor/set-up/", second_factor.set_up, name="second-factor-set-up"),
    path("second-factor/recovery/", second_factor.recovery_codes, name="recovery-codes"),
    path("account/", account.own_account, name="own-account"),
    path("account/devices/", account.leave_all_devices, name="leave-all-devices"),
    path("account/shortcuts/", account.shortcuts, name="shortcuts"),
    path("language/", sign_in.choose_language, name="language"),
    path("o/<office_code>/join/<kind>/", join_device.join_device, name="join-device"),
    path("o/<office_code>/kiosk/size/", measure.measure_kiosk, name="measure-kiosk"),
    path("o/<office_code>/display/size/", measure.measure_display, name="measure-display"),
]
