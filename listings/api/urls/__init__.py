from django.urls import include, path

from listings.api.achievement import AchievementDoor, AchievementsDoor, SubmissionDoor, WithdrawalDoor
from listings.api.attachment import FileDoor, FilesDoor, RaiseFileDoor
from listings.api.catalogue import CompleteDoor
from listings.api.correction import AnswersDoor, AskedDoor
from listings.api.filing import FilingDoor
from listings.api.follow import FollowDoor
from listings.api.listing import ListingDoor, ListingsDoor
from listings.api.notice_plan import PlanDoor
from listings.api.picture import CoverDoor, PictureDoor, PicturesDoor, RaisePictureDoor
from listings.api.right import RightDoor, RightsDoor, TermDoor
from listings.api.secrecy import AttachSecrecyDoor, SecrecyDoor
from listings.api.unit_review import ForwardDoor, ReturnDoor
from listings.api.version import VersionsDoor

urlpatterns = [
    path("achievements/", AchievementsDoor.as_view(), name="achievements"),
    path("achievements/rights/<int:pk>/", RightDoor.as_view(), name="right"),
    path("achievements/files/<int:pk>/", FileDoor.as_view(), name="attachment"),
    path("achievements/pictures/<int:pk>/", PictureDoor.as_view(), name="picture"),
    path("achievements/pictures/<int:pk>/cover/", CoverDoor.as_view(), name="choose_cover"),
    path("achievements/rights/<int:pk>/term/", TermDoor.as_view(), name="take_term"),
    path("achievements/files/<int:pk>/up/", RaiseFileDoor.as_view(), name="raise_file"),
    path("achievements/pictures/<int:pk>/up/", RaisePictureDoor.as_view(), name="raise_picture"),
    path("achievements/<str:code>/", AchievementDoor.as_view(), name="achievement"),
    path("achievements/<str:code>/rights/", RightsDoor.as_view(), name="achievement_rights"),
    path("achievements/<str:code>/secrecy/", SecrecyDoor.as_view(), name="secrecy_paper"),
    path("achievements/<str:code>/secrecy/attach/", AttachSecrecyDoor.as_view(), name="attach_secrecy_paper"),
    path("achievements/<str:code>/filing/", FilingDoor.as_view(), name="filing"),
    path("achievements/<str:code>/files/", FilesDoor.as_view(), name="achievement_files"),
    path("achievements/<str:code>/pictures/", PicturesDoor.as_view(), name="achievement_pictures"),
    path("achievements/<str:code>/notice/", PlanDoor.as_view(), name="plan_notice"),
    path("achievements/<str:code>/versions/", VersionsDoor.as_view(), name="versions"),
    path("achievements/<str:code>/submit/", SubmissionDoor.as_view(), name="submit_achievement"),
    path("achievements/<str:code>/withdraw/", WithdrawalDoor.as_view(), name="withdraw_achievement"),
    path("achievements/<str:code>/return/", ReturnDoor.as_view(), name="return_achievement"),
    path("achievements/<str:code>/forward/", ForwardDoor.as_view(), name="forward_achievement"),
    path("achievements/<str:code>/corrections/", AskedDoor.as_view(), name="achievement_corrections"),
    path("achievements/<str:code>/answers/", AnswersDoor.as_view(), name="answer_corrections"),
    path("", include("listings.api.urls.catalogue_batch")),
    path("catalogue/<str:code>/complete/", CompleteDoor.as_view(), name="complete_record"),
    path("", include("listings.api.urls.office")),
    path("", include("listings.api.urls.objection")),
    path("", include("listings.api.urls.data_room")),
    path("", include("listings.api.urls.question")),
    path("", include("listings.api.urls.takedown")),
    path("listings/", ListingsDoor.as_view(), name="listings"),
    path("listings/<str:code>/", ListingDoor.as_view(), name="listing"),
    path("listings/<str:code>/follow/", FollowDoor.as_view(), name="follow"),
    path("", include("listings.api.urls.bidding")),
    path("", include("listings.api.urls.deposit")),
]
