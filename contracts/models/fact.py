from django.db import models


class ContractFact(models.Model):
    """One registered contract as statistics count it (R2-01..R2-04). Money is integer fen; codes only, no names.

    A trigger writes signed rows of every change into the outbox; `tte.statistics` follows them.
    """

    registration = models.OneToOneField(
        "contracts.Registration", primary_key=True, on_delete=models.PROTECT, related_name="fact"
    )
    number = models.CharField(max_length=16)
    registered_on = models.DateField()
    month = models.DateField()
    contract_type = models.CharField(max_length=20)
    licence_mode = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=20)
    ip_type = models.CharField(max_length=20)
    plan_source = models.CharField(max_length=20)
    objective = models.CharField(max_length=20, blank=True)
    seller_key = models.BigIntegerField()
    seller_type = models.CharField(max_length=4)
    seller_region = models.CharField(max_length=4)
    buyer_key = models.BigIntegerField()
    buyer_type = models.CharField(max_length=4)
    buyer_region = models.CharField(max_length=4)
    agency_key = models.BigIntegerField()
    total_fen = models.BigIntegerField()
    technology_fen = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["month"])]

    def __str__(self):
        return self.number
