from django.db.models import QuerySet

from institutions.models import Agency


def active_agencies() -> QuerySet[Agency]:
    return Agency.objects.filter(active=True).select_related("organisation").order_by("region_code", "point")


def agency_of_region(region_code: str) -> Agency | None:
    """Where a seller of this region files (R1-11): the city's agency, else the province's, else its first."""
    province = region_code[:2]
    wanted = (region_code[:4], f"{province}00")
    of_province = list(active_agencies().filter(region_code__startswith=province))
    for code in wanted:
        for agency in of_province:
            if agency.region_code == code:
                return agency
    return of_province[0] if of_province else None
