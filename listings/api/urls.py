from django.urls import include, path

from listings.api.achievement import AchievementDoor, AchievementsDoor, FilesDoor, RightsDoor, SubmissionDoor
from listings.api.correction import AnswersDoor, AskedDoor
from listings.api.listing import ListingDoor, ListingsDoor

urlpatterns = [
    path("achievements/", AchievementsDoor.as_view(), name="achievements"),
    path("achievements/<str:code>/", AchievementDoor.as_view(), name="achievement"),
    path("achievements/<str:code>/rights/", RightsDoor.as_view(), name="achievement_rights"),
    path("achievements/<str:code>/files/", FilesDoor.as_view(), name="achievement_files"),
    path("achievements/<str:code>/submit/", SubmissionDoor.as_view(), name="submit_achievement"),
    path("achievements/<str:code>/corrections/", AskedDoor.as_view(), name="achievement_corrections"),
    path("achievements/<str:code>/answers/", AnswersDoor.as_view(), name="answer_corrections"),
    path("", include("listings.api.urls_office")),
    path("", include("listings.api.urls_data_room")),
    path("", include("listings.api.urls_question")),
    path("listings/", ListingsDoor.as_view(), name="listings"),
    path("listings/<str:code>/", ListingDoor.as_view(), name="listing"),
    path("", include("listings.api.urls_bidding")),
]
