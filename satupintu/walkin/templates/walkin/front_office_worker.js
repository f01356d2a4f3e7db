{% load static %}const SHELL = "{% url 'front-office-offline' office.code %}";
const ASSETS = [
  "{% static 'ui/base.css' %}", "{% static 'ui/staff.css' %}", "{% static 'walkin/front_office.css' %}", "{% static 'ui/icons.svg' %}", "{% static 'ui/icon.svg' %}",
  "{% static 'ui/ui.js' %}", "{% static 'ui/live.js' %}", "{% static 'walkin/front_office_kept.js' %}", "{% static 'walkin/front_office_seen.js' %}", "{% static 'walkin/front_office.js' %}", "{% static 'walkin/front_office_there.js' %}",
];
importScripts("{% static 'walkin/front_office_worker.js' %}");
