"""All tables, so that one import knows them all."""

from policyhub.models.ballots import Ballot, Elector, Vote
from policyhub.models.base import Base
from policyhub.models.comments import Comment, EarlierWords
from policyhub.models.consultations import Answer, Block, CitedParagraph, Consultation, Question, Response
from policyhub.models.flags import Argument, Flag, FlagOption, Resolution
from policyhub.models.imports import Import, Job, Upload
from policyhub.models.log import Cursor, Entry, Facts, Head
from policyhub.models.members import Group, GroupKind, Member, Membership, Role
from policyhub.models.motions import Motion, Part
from policyhub.models.papers import (
    Credit,
    Edition,
    EditionSection,
    Paper,
    Placement,
    Section,
    SectionReference,
)
from policyhub.models.secret_ballots import Receipt, RollMark, SecretVote
from policyhub.models.sessions import Draft, Limit, Once, SignInSession
from policyhub.models.templates import Template
from policyhub.models.texts import Agreement, Anchor, Rendering, Text, Version

__all__ = [
    "Agreement",
    "Anchor",
    "Answer",
    "Argument",
    "Ballot",
    "Base",
    "Block",
    "CitedParagraph",
    "Comment",
    "Consultation",
    "Credit",
    "Cursor",
    "Draft",
    "EarlierWords",
    "Edition",
    "EditionSection",
    "Elector",
    "Entry",
    "Facts",
    "Flag",
    "FlagOption",
    "Group",
    "GroupKind",
    "Head",
    "Import",
    "Job",
    "Limit",
    "Member",
    "Membership",
    "Motion",
    "Once",
    "Paper",
    "Part",
    "Placement",
    "Question",
    "Receipt",
    "Rendering",
    "Resolution",
    "Response",
    "Role",
    "RollMark",
    "SecretVote",
    "Section",
    "SectionReference",
    "SignInSession",
    "Template",
    "Text",
    "Upload",
    "Version",
    "Vote",
]
