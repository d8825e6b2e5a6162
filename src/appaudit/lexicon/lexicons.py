"""All words that appaudit reads by, in one value that is carried to whoever reads."""

from __future__ import annotations

from appaudit.lexicon.arkts import ArktsWords
from appaudit.lexicon.conduct import ConductWords
from appaudit.lexicon.consent import ConsentWords
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.policy import Lexicon
from appaudit.lexicon.scripts import ScriptWords
from appaudit.lexicon.sdk_list import SdkListWords
from appaudit.lexicon.sdk_names import SdkNameWords
from appaudit.lexicon.shake import ShakeWords
from appaudit.lexicon.ui import UiLexicon
from appaudit.model.record import record


@record
class Lexicons:
    """The words of policies, of texts and code inside an app, of lists of third parties and names of SDKs."""

    policy: Lexicon
    ui: UiLexicon
    consent: ConsentWords
    conduct: ConductWords
    parties: PartyWords
    scripts: ScriptWords
    arkts: ArktsWords
    shake: ShakeWords
    sdk_list: SdkListWords
    sdk_names: SdkNameWords
