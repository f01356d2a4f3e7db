{% load static %}const SHELL = "{% url 'kiosk-offline' office.code %}";
const TAKE = "{% url 'kiosk-take' office.code %}";
const ASSETS = [
  "{% static 'ui/base.css' %}", "{% static 'ui/kiosk.css' %}", "{% static 'walkin/kiosk.css' %}", "{% static 'ui/icons.svg' %}", "{% static 'ui/icon.svg' %}",
  "{% static 'ui/ui.js' %}", "{% static 'walkin/kiosk.js' %}", "{% static 'walkin/kiosk-voice.js' %}", "{% static 'walkin/kiosk-lent.js' %}", "{% static 'walkin/kiosk-offline.js' %}",
];
importScripts("{% static 'walkin/kiosk-worker.js' %}");
