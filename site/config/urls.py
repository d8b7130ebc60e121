"""Every address of the site."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import staff_door
from home import views as home
from portraits.views import feeds

urlpatterns = [
    path("", home.choose_language, name="choose_language"),
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", home.sitemap, name="sitemap"),
    path("cms/login/", staff_door),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

urlpatterns += i18n_patterns(
    path("account/saved/", include("portraits.saved_urls")),
    path("account/", include("accounts.urls")),
    path("learn/", include("courses.urls")),
    path("portraits/", include("portraits.urls")),
    path("games/", include("portraits.games_urls")),
    path("stories/feed/", feeds.StoryFeed(), name="story_feed"),
    path("continue/", home.resume, name="resume"),
    path("search/", home.search, name="search"),
    path("search/suggestions/", home.suggest, name="search_suggestions"),
    path("style-guide/", home.style_guide, name="style_guide"),
    path("offline/", home.offline, name="offline"),
    re_path(wagtail_urls.serve_pattern, home.serve),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

handler403 = "home.views.permission_denied"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
