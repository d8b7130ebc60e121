"""Addresses of the workbench, below ``/cms/translation/``."""

from __future__ import annotations

from django.urls import path

from translation.views import coverage, files, listing, overrides, preview, progress, strings, submissions, uploads, workbench

app_name = "translation"

urlpatterns = [
    path("", listing.TranslationListView.as_view(), name="list"),
    path("results/", listing.TranslationListView.as_view(results_only=True), name="list_results"),
    path("synchronise/<int:source_id>/", listing.SynchroniseView.as_view(), name="synchronise"),
    path("coverage/", coverage.CoverageView.as_view(), name="coverage"),
    path("coverage/<int:page_id>/", coverage.CoverageView.as_view(), name="coverage_of"),
    path("files/", files.FilesView.as_view(), name="files"),
    path("upload/", uploads.UploadView.as_view(), name="upload"),
    path("upload/confirm/", uploads.ConfirmView.as_view(), name="confirm_upload"),
    path("submit/<int:page_id>/", submissions.SubmitPageView.as_view(), name="submit"),
    path("submit/<slug:app_label>/<slug:model_name>/<str:pk>/", submissions.SubmitSnippetView.as_view(), name="submit_snippet"),
    path("submissions/", progress.SubmissionListView.as_view(), name="submissions"),
    path("submissions/results/", progress.SubmissionListView.as_view(results_only=True), name="submissions_results"),
    path("submission/<uuid:submission_id>/", submissions.SubmissionView.as_view(), name="submission"),
    path("<int:translation_id>/", workbench.WorkbenchView.as_view(), name="workbench"),
    path("<int:translation_id>/strings/<int:segment_id>/", strings.SaveStringView.as_view(), name="save"),
    path("<int:translation_id>/strings/<int:segment_id>/memory/", strings.SuggestionsView.as_view(), name="suggestions"),
    path("<int:translation_id>/strings/<int:segment_id>/comment/", strings.CommentView.as_view(), name="comment"),
    path("<int:translation_id>/comments/<int:comment_id>/", strings.ResolveCommentView.as_view(), name="resolve"),
    path("<int:translation_id>/preview/<str:side>/", preview.PreviewView.as_view(), name="preview"),
    path("<int:translation_id>/overrides/", overrides.OverridesView.as_view(), name="overrides"),
    path("<int:translation_id>/download/<str:format>/", files.DownloadView.as_view(), name="download"),
]
