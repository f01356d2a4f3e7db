from satupintu.consultations.routes import portal

urlpatterns = [*portal.urlpatterns]
