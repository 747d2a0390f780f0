"""What is read in sentences of news: kinds, places, days, counts, speakers and parts, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from answering.drafting.news import Told, told_in
from answering.drafting.news_dates import Certainty
from db.model import Kind
from db.timeline import Timeline

POSTED = date(2024, 12, 5)  # a Thursday


@pytest.fixture(scope="module")
def told(bundled_timeline: Timeline):
    """Gives what a text that was posted on POSTED tells."""

    def read(text: str, posted: date = POSTED) -> Told:
        return told_in(text, posted, bundled_timeline)

    return read


@pytest.mark.parametrize(
    ("text", "when", "certainty"),
    [
        ("The army withdrew from Hama on Thursday.", "2024-12-05", Certainty.SAID),
        ("The army withdrew from Hama last Thursday.", "2024-11-28", Certainty.SAID),
        ("The army withdrew from Hama on Sunday.", "2024-12-01", Certainty.SAID),
        ("The army withdrew from Hama late on 30 November.", "2024-11-30", Certainty.SAID),
        ("BREAKING: army withdraws from Hama", "2024-12-05", Certainty.POSTED),
        ("The army withdrew from Hama.", "2024-12-05", Certainty.ASSUMED),
        ("Anniversary of the withdrawal from Hama", "", Certainty.UNKNOWN),
        ("The truce agreed on Tuesday will take effect on 7 December.", "2024-12-03", Certainty.SAID),
        ("Rebels captured Saraqib overnight. The town fell to the army in March 2020.", "2024-12-05", Certainty.POSTED),
        ("Air strikes on Idlib yesterday, the deadliest since 2016, killed 12 people.", "2024-12-04", Certainty.SAID),
        ("Clashes between 1 and 3 December near Hama", "2024-12-01/2024-12-03", Certainty.SAID),
        ("انسحب الجيش من حماة يوم الخميس", "2024-12-05", Certainty.SAID),
        ("انسحب الجيش من حماة يوم الخميس الماضي", "2024-11-28", Certainty.SAID),
        ("اشتباكات عنيفة شمال حماة منذ صباح اليوم", "2024-12-05", Certainty.SAID),
        ("انسحب الجيش من حماة، وكان قد دخلها عام 2012", "2024-12-05", Certainty.ASSUMED),
        ("في ذكرى سقوط حماة", "", Certainty.UNKNOWN),
        ("دخلت الهدنة حيز التنفيذ منتصف ليل الأربعاء الخميس في إدلب", "2024-12-05", Certainty.SAID),
        (
            "79 thousand people have fled Suwayda since violence broke out on 30 November",
            "2024-12-05",
            Certainty.POSTED,
        ),
        ("Jets hit Idlib overnight, after shelling last week.", "2024-12-05", Certainty.POSTED),
        (
            "Rebels took Hama on Wednesday. Its airport had fallen on Monday, where fighting went on.",
            "2024-12-04",
            Certainty.SAID,
        ),
        ("Schools in Idlib were shut last week.", "2024-11-25/2024-12-01", Certainty.SAID),
        ("The crossing has been closed as of Wednesday.", "2024-12-04", Certainty.SAID),
    ],
)
def test_the_day_is_read_as_the_post_means_it(told, text: str, when: str, certainty: Certainty) -> None:
    read = told(text)
    assert (read.when.edtf, read.when.certainty) == (when, certainty)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Seven people were killed in an air strike on Ariha.", Kind.AIRSTRIKE),
        ("A car bomb killed four people in Azaz.", Kind.BOMBING),
        ("Gunmen shot dead a local mayor in Daraa.", Kind.KILLING),
        (
            "At least 40 civilians, most of them women and children, were shot dead in the village of Taftanaz.",
            Kind.ATTACK_ON_CIVILIANS,
        ),
        ("Rebels took Saraqib from the army after two days of fighting.", Kind.CAPTURE),
        ("Rebels launched a large offensive in the western countryside of Aleppo.", Kind.OFFENSIVE),
        ("Russia condemned the Israeli air strikes on Damascus.", Kind.STATEMENT),
        ("Hundreds protested in Suwayda to demand the release of detainees.", Kind.PROTEST),
        ("The minister took office in Damascus after the new government was sworn in.", Kind.APPOINTMENT),
        ("Abu al-Duhur air base fell in a sandstorm.", Kind.CAPTURE),
        ("A boy was pulled out of a building that jets flattened in Aleppo.", Kind.AIRSTRIKE),
        ("A journalist was taken by gunmen near Azaz.", Kind.ARREST),
        ("Gunmen opened fire on an army post near Daraa.", Kind.CLASH),
        ("Israeli troops entered a village near Quneitra overnight.", Kind.INTERVENTION),
        ("Syria must hand over its weapons under a deal struck in Geneva.", Kind.AGREEMENT),
        ("Turkey has begun its military operation in Afrin with air strikes.", Kind.OFFENSIVE),
        ("Five children died after a fire broke out in a camp near Atmeh.", Kind.DISASTER),
        ("The last convoy of fighters left the east of Aleppo.", Kind.EVACUATION),
        ("Thousands celebrated in Damascus as rebels captured Homs.", Kind.CAPTURE),
        ("The Security Council extends the aid mechanism for a year.", Kind.RESOLUTION),
        ("قصف مدفعي على ريف إدلب الجنوبي يوقع قتيلين", Kind.SHELLING),
        ("الفصائل تفتح أبواب سجن صيدنايا", Kind.RELEASE),
        ("مقتل سبعة أشخاص في غارة جوية على أريحا", Kind.AIRSTRIKE),
        ("انفجار سيارة مفخخة في أعزاز يودي بحياة أربعة أشخاص", Kind.BOMBING),
        ("مجهولون يغتالون قيادياً سابقاً في درعا", Kind.KILLING),
        ("فصائل المعارضة تسيطر على سراقب بعد انسحاب الجيش منها", Kind.CAPTURE),
        ("روسيا تدين الغارات الإسرائيلية على دمشق", Kind.STATEMENT),
        ("الإفراج عن 20 معتقلاً في درعا بموجب اتفاق تسوية", Kind.RELEASE),
    ],
)
def test_the_kind_is_that_of_the_deed(told, text: str, kind: Kind) -> None:
    assert told(text).kind is kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Air strikes hit Khan Shaykhun in Idlib province, officials said in Damascus.", "khan-shaykhun"),
        ("Rebels captured Saraqib, Reuters reported from Beirut.", "saraqib"),
        ("Clashes on the Damascus-Aleppo road near Saraqib", "saraqib"),
        ("Aleppo airport was shut after rebels seized most of the city.", "aleppo"),
        ("Thousands fled Hama towards Homs.", "hama"),
        ("Shelling killed two people in Daraya near Damascus.", "daraya"),
        ("Trump from Riyadh: sanctions on Syria will be lifted", "riyadh"),
        ("Russia and China have vetoed a Security Council resolution on Syria.", "new-york"),
        ("They agreed on a roadmap for Suwayda after a meeting in Damascus.", "damascus"),
        ("انفجار عبوة في حافلة وسط دمشق، تلاه قصف على أريحا", "damascus"),
        ("غارات على إدلب، وأنقرة ترد", "idlib"),
        ("قصف جوي على خان شيخون بريف إدلب، بحسب مصادر في دمشق", "khan-shaykhun"),
        ("نزوح آلاف المدنيين من حماة باتجاه حمص", "hama"),
        ("غارة على حي المزة في دمشق", "mezzeh"),
        ("Heavy fighting this morning.\n\n#Syria #Saraqib", "saraqib"),
    ],
)
def test_the_place_is_where_it_happened(told, text: str, place: str) -> None:
    assert told(text).places[0] == place


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("At least 11 civilians, including four children, were killed in air strikes on Idlib.",
         [("killed", 11, 11, "civilians"), ("killed", 4, 4, "children")]),
        ("Two soldiers were killed and twenty-three wounded near Hama.",
         [("killed", 2, 2, "soldiers"), ("wounded", 23, 23, "people")]),
        ("Between 20 and 30 fighters were killed in Hama.", [("killed", 20, 30, "combatants")]),
        ("The death toll has passed 1,730.", [("killed", 1730, 1730, "people")]),
        ("More than 48 thousand people have been displaced since 27 November.",
         [("displaced", 48000, 48000, "people")]),
        ("A child was killed by shelling in Ariha.", [("killed", 1, 1, "children")]),
        ("The Council adopted resolution 2254 after three days of talks in 2015.", []),
        ("Two military sources said the army left Hama.", []),
        ("مقتل ١١ مدنياً بينهم أربعة أطفال في غارات على إدلب",
         [("killed", 11, 11, "civilians"), ("killed", 4, 4, "children")]),
        ("مقتل مدنيين اثنين وإصابة خمسة وعشرين آخرين في قصف على أريحا",
         [("killed", 2, 2, "civilians"), ("wounded", 25, 25, "people")]),
        ("قتيلان وثلاثة جرحى في انفجار عبوة ناسفة في الباب",
         [("killed", 2, 2, "people"), ("wounded", 3, 3, "people")]),
        ("نزوح نحو 48 ألف شخص من ريف حلب", [("displaced", 48000, 48000, "people")]),
        ("انتشار اللواء 137 في دير الزور بعد ثلاث سنوات", []),
    ],
)  # fmt: skip
def test_counts_have_their_measure_and_group(told, text: str, counts: list[tuple[str, int, int, str]]) -> None:
    read = told(text).counts
    assert [(str(one.measure), one.low, one.high, str(one.group)) for one in read] == counts


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Air strikes killed 11 people in Idlib, the White Helmets said.", ["white-helmets"]),
        ("According to the Syrian Observatory for Human Rights, rebels took Saraqib.", ["sohr"]),
        ("SOHR: rebels took Saraqib", ["sohr"]),
        ("Rebels said they had taken Saraqib.", ["rebels"]),
        ("المرصد السوري لحقوق الإنسان: الفصائل تسيطر على سراقب", ["sohr"]),
        ("غارات على إدلب بحسب الدفاع المدني السوري", ["white-helmets"]),
        ("أعلنت وزارة الدفاع الروسية مقتل 30 مسلحاً في إدلب", ["russian-defence-ministry"]),
        ("Rebels took Saraqib.", []),
    ],
)
def test_who_says_it(told, text: str, speakers: list[str]) -> None:
    assert [speaker.actor for speaker in told(text).speakers] == speakers


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Rebels captured Hama from the Syrian army.", {"rebels": "by", "saa": "from"}),
        ("Rebels have entered Hama and the Syrian army says it has pulled its forces out.",
         {"rebels": "by", "saa": "from"}),
        ("Israeli jets struck Hezbollah positions near Homs.", {"idf": "by", "hezbollah": "against"}),
        ("Donald Trump met Ahmed al-Sharaa in Riyadh.", {"donald-trump": "by", "ahmed-al-sharaa": "with"}),
        ("غارات روسية على مواقع هيئة تحرير الشام في إدلب", {"russia": "by", "hts": "against"}),
        ("فصائل المعارضة تسيطر على حماة", {"rebels": "by"}),
        ("تعيين أحمد الشرع رئيساً للمرحلة الانتقالية", {"ahmed-al-sharaa": "about"}),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(told, text: str, actors: dict[str, str]) -> None:
    assert {actor: str(role) for actor, role in told(text).actors} == actors


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("🔴🔴 BREAKING | Rebels enter #Hama https://t.me/x/1", "Rebels enter Hama"),
        ("#عاجل الفصائل تدخل #ريف_حماة @channel", "الفصائل تدخل ريف حماة"),
        ("Rebels captured #Hama", "Rebels captured Hama"),
        ("Rebels captured Hama today #Hama", "Rebels captured Hama today"),
        ("BEIRUT (AP) — Rebels entered Hama.\n\n#Syria #Hama", "Rebels entered Hama."),
    ],
)
def test_cries_pictures_links_and_tags_are_no_text(told, text: str, plain: str) -> None:
    assert told(text).news.text == plain


def test_what_is_planned_or_denied_is_no_plain_deed(told) -> None:
    planned, denied = told("The army will withdraw from Hama."), told("لم تسيطر الفصائل على حماة")
    assert planned.deed is not None
    assert planned.deed.planned
    assert denied.deed is not None
    assert denied.deed.negated
