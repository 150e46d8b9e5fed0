"""What the countries of the network are called besides their English names: for the search.

The names are those of the Unicode CLDR in the ten languages of the region, each once; a test compares them with it.
"""

COUNTRY_NAMES = {
    "DK": ("Danmark", "Taani", "Tanska", "Dänemark", "Danmörk", "Dānija", "Danija", "Dania"),
    "EE": ("Estland", "Eesti", "Viro", "Eistland", "Igaunija", "Estija", "Estonia"),
    "FI": ("Finland", "Soome", "Suomi", "Finnland", "Somija", "Suomija", "Finlandia"),
    "DE": ("Tyskland", "Saksamaa", "Saksa", "Deutschland", "Þýskaland", "Vācija", "Vokietija", "Niemcy"),
    "IS": ("Island", "Islanti", "Ísland", "Islande", "Islandija", "Islandia"),
    "LV": ("Letland", "Läti", "Latvia", "Lettland", "Latvija", "Łotwa"),
    "LT": ("Litauen", "Leedu", "Liettua", "Litháen", "Lietuva", "Litwa"),
    "NO": ("Norge", "Norra", "Norja", "Norwegen", "Noregur", "Norvēģija", "Norvegija", "Norwegia"),
    "PL": ("Polen", "Poola", "Puola", "Pólland", "Polija", "Lenkija", "Polska"),
    "SE": ("Sverige", "Rootsi", "Ruotsi", "Schweden", "Svíþjóð", "Zviedrija", "Švedija", "Szwecja"),
}

# ISO 3166-1 alpha-3.
LONG_CODES = {
    **{"DK": "DNK", "EE": "EST", "FI": "FIN", "DE": "DEU", "IS": "ISL"},
    **{"LV": "LVA", "LT": "LTU", "NO": "NOR", "PL": "POL", "SE": "SWE"},
}
