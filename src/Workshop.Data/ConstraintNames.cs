namespace Workshop.Data;

/// <summary>Constraints whose violation has a sentence for people: see <see cref="ConstraintViolation"/>.</summary>
public static class ConstraintNames
{
    public const string EmailConfirmedOnce = "UX_PersonEmails_ConfirmedOnce";
    public const string SlugOnce = "UX_Events_Slug";
    public const string SubmissionNumberOnce = "UX_Submissions_Number";
    public const string SubmissionImportedOnce = "UX_Submissions_Imported";
    public const string WorkingCopyOnce = "PK_WorkingCopies";
    public const string AttachmentNumberOnce = "UX_SubmissionAttachments_Number";
    public const string VersionNumberOnce = "UX_SubmissionVersions_Number";
    public const string ReceiptOnce = "UX_Receipts_Version";
    public const string SnapshotOnce = "UX_SubmissionSnapshots_Revision";
    public const string DisavowalOnce = "UX_AuthorDisavowals_Address";
    public const string ReviewerOnce = "UX_Reviewers_Email";
    public const string ReviewerPersonOnce = "UX_Reviewers_Person";
    public const string AssignmentOnce = "UX_ReviewAssignments_Pair";
    public const string NoOwnPaper = "CK_ReviewAssignments_NoOwnPaper";
    public const string RulingOnce = "PK_ConflictRulings";
    public const string BidOnce = "PK_Bids";
    public const string DocumentTextOnce = "PK_DocumentTexts";
    public const string PairRuleOnce = "PK_PairRules";
    public const string ReviewWorkingCopyOnce = "PK_ReviewWorkingCopies";
    public const string ReviewFormOnce = "PK_ReviewForms";
    public const string StatementAcceptedOnce = "PK_StatementAcceptances";
    public const string ReviewOnce = "UX_Reviews_Assignment";
    public const string ConflictOnce = "UX_Conflicts_Pair";
    public const string OrganizerOnce = "UX_Organizers_Email";
    public const string MailOnce = "UX_OutgoingMails_Fact";
    public const string MailPauseOnce = "PK_MailPauses";
    public const string MailServerTroubleOnce = "PK_MailServerTroubles";
    public const string MailTemplateOnce = "PK_EventMailTemplates";
    public const string GroupMessageOnce = "PK_GroupMessages";
    public const string SlotOnce = "UX_Slots_Submission";
    public const string ProgrammeVersionOnce = "UX_ProgrammeVersions_Number";
    public const string CurrentProgrammeOnce = "UX_ProgrammeVersions_Current";
    public const string ReminderOnce = "PK_ReviewerReminders";
    public const string ReminderPlanOnce = "PK_ReminderPlans";
    public const string PulseOnce = "PK_ReviewerPulses";
    public const string AlternateOnce = "UX_Alternates_Email";
    public const string OfferOnce = "UX_PlaceOffers_Open";
    public const string FinalNumberOnce = "UX_FinalVersions_Number";
    public const string PresentationOnce = "PK_PresentationAnswers";
    public const string DecisionSettingsOnce = "PK_DecisionSettings";
    public const string LabelOnce = "UX_DecisionLabels_Name";
    public const string ReviewingRulesOnce = "PK_ReviewingRules";
    public const string DiscussionMessageOnce = "PK_DiscussionMessages";
    public const string DiscussionNumberOnce = "UX_DiscussionMessages_Number";
    public const string DiscussionMarkOnce = "PK_DiscussionMarks";
    public const string DiscussionDigestOnce = "PK_DiscussionDigests";
    public const string DiscussionDraftOnce = "PK_DiscussionDrafts";
    public const string AuthorResponseOnce = "PK_AuthorResponses";
    public const string ProposalOnce = "UX_AssignmentProposals_Run";
    public const string CertificateOnce = "UX_IssuedCertificates_Subject";
}
