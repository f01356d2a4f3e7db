from satupintu.consultations.routes import inbox, meetings, portal

urlpatterns = [*portal.urlpatterns, *inbox.urlpatterns, *meetings.urlpatterns]
