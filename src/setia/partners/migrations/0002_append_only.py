from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [
        AppendOnly("partners_loginlink"),
        AppendOnly("partners_loginlinkrevocation"),
        AppendOnly("partners_loginlinkuse"),
        AppendOnly("partners_sessionend"),
        AppendOnly("partners_application"),
        AppendOnly("partners_applicationdecision"),
        AppendOnly("partners_correctionrequest"),
        AppendOnly("partners_correctionanswer"),
    ]
