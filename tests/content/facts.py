"""What the starting content must say: a copy of the facts that were gathered for the site.

It stands apart from the content, so that a slip of the pen there shows in the tests.
"""

CONFERENCE_2014 = "2014 London Children’s Safeguarding Conference"

# slug | GSS code | column and row on the tile map | front door | out of hours
DIRECTORY = """
city-of-london | E09000001 | 5 4 | 020 7332 3621 | 020 8356 2710
barking-and-dagenham | E09000002 | 8 4 | 020 8227 3811 |
barnet | E09000003 | 4 2 | 020 8359 4066 |
bexley | E09000004 | 8 5 | 020 3045 5440 | 020 8303 7777
brent | E09000005 | 3 3 | 020 8937 4300 | 020 8359 2000
bromley | E09000006 | 6 6 | 020 8461 7373 | 0300 303 8671
camden | E09000007 | 4 3 | 020 7974 3317 | 020 7974 4444
croydon | E09000008 | 5 6 | 020 8255 2888 |
ealing | E09000009 | 2 3 | 020 8825 8000 | 020 8825 8000
enfield | E09000010 | 5 1 | 020 8379 5555 | 020 8379 1000
greenwich | E09000011 | 7 5 | 020 8921 3172 | 020 8854 8888
hackney | E09000012 | 6 3 | 020 8356 5500 | 020 8356 2710
hammersmith-and-fulham | E09000013 | 2 4 | 020 8753 6600 | 020 8748 8588
haringey | E09000014 | 5 2 | 020 8489 4470 | 020 8489 0000
harrow | E09000015 | 3 2 | 020 8901 2690 | 020 8424 0999
havering | E09000016 | 8 3 | |
hillingdon | E09000017 | 1 3 | 01895 556006 | 01895 556006
hounslow | E09000018 | 1 4 | 020 8583 6600 | 020 8583 2222
islington | E09000019 | 5 3 | 020 7527 7400 |
kensington-and-chelsea | E09000020 | 3 4 | 020 7361 3013 | 020 7373 2227
kingston-upon-thames | E09000021 | 3 6 | 020 8547 5008 | 020 8770 5000
lambeth | E09000022 | 4 5 | 020 7926 5555 | 020 7926 5555
lewisham | E09000023 | 6 5 | 020 8314 6660 | 020 8314 6000
merton | E09000024 | 4 6 | 020 8545 4226 | 020 8770 5000
newham | E09000025 | 7 4 | 020 3373 4600 | 020 8430 2000
redbridge | E09000026 | 7 3 | 020 8708 3885 | 020 8708 5897
richmond-upon-thames | E09000027 | 2 5 | 020 8547 5008 | 020 8770 5000
southwark | E09000028 | 5 5 | 020 7525 1921 | 020 7525 5000
sutton | E09000029 | 4 7 | 020 8770 6001 | 020 8770 5000
tower-hamlets | E09000030 | 6 4 | 020 7364 5006 | 020 7364 4079
waltham-forest | E09000031 | 6 2 | 020 8496 2310 | 020 8496 3000
wandsworth | E09000032 | 3 5 | 020 8871 6622 | 020 8871 6000
westminster | E09000033 | 4 4 | 020 7641 4000 | 020 7641 6000
"""
PROFESSIONALS = {
    "brent": "020 8937 2228",
    "croydon": "020 8726 6464",
    "ealing": "020 8825 5236",
    "hammersmith-and-fulham": "020 8753 6610",
    "haringey": "020 8489 4533",
}
LADO = {
    "barking-and-dagenham": "020 8227 3934",
    "barnet": "020 8359 4066",
    "bexley": "020 3045 3436",
    "brent": "020 8937 4300",
    "camden": "020 7974 4556",
    "city-of-london": "020 7332 1215",
    "haringey": "020 8489 2968",
    "harrow": "020 8736 6435",
    "havering": "01708 431653",
    "kensington-and-chelsea": "020 7361 2120",
    "kingston-upon-thames": "020 8891 7370",
    "lambeth": "020 7926 4679",
    "richmond-upon-thames": "020 8891 7370",
    "sutton": "020 8770 4776",
    "tower-hamlets": "020 7364 0677",
    "waltham-forest": "020 8496 3646",
}
EMAILS = {
    "barnet/front_door": "mash@barnet.gov.uk",
    "camden/front_door": "LBCMASHadmin@camden.gov.uk",
    "city-of-london/front_door": "children.duty@cityoflondon.gov.uk",
    "city-of-london/out_of_hours": "emergency.duty@hackney.gov.uk",
    "enfield/front_door": "ChildrensMash@enfield.gov.uk",
    "hackney/front_door": "MASH@hackney.gov.uk",
    "hackney/out_of_hours": "emergency.duty@hackney.gov.uk",
    "islington/front_door": "csctreferrals@islington.gov.uk",
    "islington/lado": "LADO@islington.gov.uk",
    "lambeth/lado": "LADO@lambeth.gov.uk",
    "lewisham/front_door": "mashagency@lewisham.gov.uk",
    "lewisham/lado": "LewishamLADO@lewisham.gov.uk",
    "redbridge/front_door": "CPAT.referrals@redbridge.gov.uk",
    "sutton/lado": "LADO@sutton.gov.uk",
    "tower-hamlets/front_door": "MAST@towerhamlets.gov.uk",
    "tower-hamlets/lado": "LADO@towerhamlets.gov.uk",
    "waltham-forest/front_door": "MASHrequests@walthamforest.gov.uk",
}
# Who is known to answer on a Sunday at 22:00, as a page printed it: at the night line, or at the front door itself.
SUNDAY_NIGHT = {
    "out_of_hours": {
        *("bromley", "camden", "city-of-london", "ealing", "enfield", "hackney", "haringey", "harrow", "hounslow"),
        *("kensington-and-chelsea", "lewisham", "newham", "redbridge", "southwark", "tower-hamlets", "wandsworth"),
        *("westminster", "bexley"),
    },
    "front_door": {"hillingdon"},
}
HELPLINES = {"nspcc": "0808 800 5000", "childline": "0800 1111"}
# Contradicted, misprinted, replaced, unverified or for adults only: the last digits are enough to know them by.
REJECTED = [
    "7264000",
    "7266000",
    "2260992",
    "3733227",
    "433222",
    "433999",
    "6490418",
    "6490419",
    "6490420",
    "8917969",
    "7442442",
    "5833300",
    "9212267",
    "4617379",
    "4617026",
    "5454227",
    "556633",
    "85948356",  # for adults only
    "33733392",  # an old school policy
]
# slug, kind, date, precision, title: newest first, the order of the Board's old page.
NEWS = [
    ("london-mash-conference-2015", "conference", "2015-06-19", "day", "The London MASH Conference – 19 June 2015"),
    (
        "london-cse-operating-protocol-2nd-edition",
        "launch",
        "2015-03-18",
        "day",
        "Launch of The London Child Sexual Exploitation Operating Protocol 2nd Edition",
    ),
    ("london-childrens-safeguarding-conference-2014", "conference", "2014-12-08", "day", CONFERENCE_2014),
    (
        "tackling-child-sexual-exploitation-study",
        "report",
        "2014-01-01",
        "year",
        "Tackling Child Sexual Exploitation: A Study of Current Practice in London",
    ),
    (
        "mash-positive-impact",
        "report",
        "2013-12-17",
        "day",
        "MASH having a positive impact on child protection in London",
    ),
    ("making-mash-fit-for-london", "conference", "2013-11-13", "day", "Making MASH Fit for London"),
    (
        "mash-information-sharing-advice",
        "guidance",
        "2013-09-01",
        "month",
        "Updated MASH information sharing advice issued",
    ),
]
NEWS_FACTS = {
    "london-mash-conference-2015": [
        "Care Act 2014",
        "Early Help",
        "information sharing protocol was launched",
        "contact list for every MASH",
    ],
    "london-cse-operating-protocol-2nd-edition": [
        "Wednesday 18 March 2015",
        "Monday 3 February 2014",
        "Metropolitan Police Service",
        "Chair of the Local Safeguarding Children Boards",
        "prosecution and disruption",
        "June 2017",
        "2021",
    ],
    "london-childrens-safeguarding-conference-2014": [
        "Monday 8 December 2014",
        "Over 250 delegates",
        "£150 plus VAT",
        "£100 plus VAT",
        "Queen Elizabeth II Conference Centre, Westminster, London SW1P 3EE",
    ],
    "tackling-child-sexual-exploitation-study": [
        "30 London boroughs",
        "eight semi-structured interviews",
        "autumn 2013",
        "October and November 2013",
        "University of Bedfordshire",
        "London Councils",
        "local scoping",
    ],
    "mash-positive-impact": [
        "2.5 days",
        "1.25 days",
        "four and a half",
        "two and a half",
        "five local authority areas: Brent, Lewisham, Merton, Tower Hamlets and the Tri-borough",
        "Westminster, Kensington and Chelsea, and Hammersmith and Fulham",
        "Cases at level 3",
        "Referrals at level 2",
        "serious case reviews",
        "sooner at every level of risk",
        "excellent example",
        "Devon County Council",
        "2011",
        "Cheryl Coppell",
        "Ian Smith",
        "Lewisham",
        "University of Greenwich",
        "would not otherwise have come to notice",
    ],
    "making-mash-fit-for-london": ["Wednesday 13 November 2013", "London MASH partnership"],
    "mash-information-sharing-advice": ["September 2013", "consent", "rollout schedule"],
}
TALKS = {
    "Demonstrating Value": "Alison Renouf",
    "MASH and the Commissioning of Early Help": "Jonathan Wade, Wendy Williams",
    "Successfully Implementing an Adult & Childrens MASH": "Kathy Bundred",
    "Complex Case Transitions": "Mary Wynne, Prue Grimshaw",
    "Working Together to Prevent and Disrupt CSE": "Chris Smart",
    "Sharing Intelligence in the MASH": "Claire Mumby",
}
PAGES = ["home", "about", "procedures", "mash", "worried", "terms", "privacy", "cookies", "accessibility", "site-map"]
