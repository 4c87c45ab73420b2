"""Words of the names of places, with the accents that capitals leave out; written by hand.

A word stands here in its usual writing; a common noun is in small letters. `AMBIGUOUS` are the
proposals that have another reading (MARCHE is a market, a walk or a step): offered, never sure.
"""

from __future__ import annotations

WORDS = frozenset(
    """
    abbaye abbé abords abreuvoir abri acacias académie accès accueil acier adjudant
    administratif aérodrome aéronautique aéroport aérostat affichage afrique agora agrès
    agricole aigle ain air aire allée allées alouette alouettes alpes alsace amandiers amboise
    ambulance américaine américains amiens amis amitié amont amphithéâtre anatole ancien
    ancienne anciens anglais anglaise animation animaux annexe antenne août aqueduc arboré
    arboretum arbre arbres arc archers archives ardèche arène arènes argent argonne armée
    armistice arrosoir arsenal artillerie artisanale artisanat artisans artistes arts ascension
    associatif associations associative atelier ateliers athlétisme aubépine aubépines auberge
    auditorium aulnes aunes aurore automne auvergne aval avenue aveyron aviateurs aviation avril
    baignade bains balcon balcons bambins banque barcelone barrage barrière bas basket
    basketball basse bassin bassins bastille bataille bâtiment bâtiments batterie beau beaux bec
    bel belge belges belgique belle bellecour belles belvédère bénévole bénévoles bénite bénites
    berge berges berlin berthelot bibliothèque biche bikepark bis blé blés bleu bleue bleuets
    blois bocage bœuf bohème bois boisé boisée boissière bon bonne bordeaux bosquet bosquets
    botanique boucle boulangerie boule bouleau bouleaux boules boulevard boulistes boulodrome
    bourg bourges bourgogne bourse bout bouvier bouvreuils boxe brasserie brésil bretagne
    briqueterie bruxelles bruyère bruyères buers buis buisson buissons bureau butte cabane
    cadettes café caisse calvaire camp campagne camping campus canaillous canal canine cantine
    canton cantonal cantonale capitaine cardinal carnot carrefour carrière carrières caserne
    casino castors cathédrale cèdre cèdres central centrale centre centres cèpes céramique
    cerceau cerf cerfs cerisaie cerisier cerisiers césar champ champagne champs chanoine
    chanoines chant chantier chapelle chapelles charbonnière charbonniers charme charmes
    charmille charmilles charpentiers charrons chartres chartreux chasseurs châtaignier
    châtaigniers château châteaux chaud chaude chaussée chemin cheminots chemins chêne chênes
    cheval chevaliers chèvrefeuille chevreuils chinon chœur chorale chrysanthèmes cigognes
    cimetière cinéma citadelle cité city civil civique civisme clair claire clairière clé clés
    cloche clocher cloître clos club coccinelle coccinelles cœur collège colline collines
    colombe colombes colombier colonel colonie colosse combattants combe combes comète
    commandant commerce commercial commerciale commun communal communale communautaire commune
    compagnons complexe compost compostage concorde confluence congrès conseil conservatoire
    consolation coopérative coq coquelicots corbeaux cordeliers cordiers corniche corps coteau
    coteaux coton cottage couchant coudrier coulée couleurs cour cours court couvent couvert
    crèche crémieux crêt crêts croisée croix crypte culture culturel culturelle cyclistes cygne
    cygnes cyprès dame dames danse dauphiné débarcadère débarquement décembre déchèterie déchets
    déchetterie défense départemental départementale départementaux déportés dépôt deux digue
    dijon dimanche diocèse directeur dispensaire docteur dojo domaine dôme dômes douane douves
    draperie droit droite droits dunkerque durance eau eaux éclaireurs écluse écluses école
    écoles écoliers écrivains écureuil écureuils égalité église églises électricité électrique
    élémentaire élysées émaux embarcadère émeraude enfance enfant enfants ensemble entrée
    entrepôt épicéas épicerie épine épines équestre équipement équipements érable érables escale
    escalier escaliers escrime espace espaces espagne espérance esplanade esplanades est étang
    étangs état été étoile étoiles étroite eucalyptus europe européen européenne évêché évêque
    expositions extension extérieur fabrique faisans falaise familial familiale familiaux
    famille familles farandole faubourg fauvette fauvettes fer ferme fermes ferrand ferroviaire
    fête fêtes feuillée février figuier figuiers fils fitness flandre flandres fleur fleuri
    fleurie fleurs fleuve foire fonderie fontaine fontaines foot football forestier forestière
    forêt forge forgeron forges forum fougère fougères fourvière foyer frais français française
    france francs fraternité frêne frênes frère frères froid fruitiers funéraire funérarium
    gadagne galerie galeries galopins garage garderie gare garenne garennes gauche gaz
    gendarmerie général généraux genève genévriers gentiane gentianes géraniums gerland glacière
    glière glycine glycines golf gradins grand grande grandes grands grange granges graves
    gravier gravière graviers grèce grenier grenoble grenouille grenouilles grève grillons gros
    grotte groupe gué guerre guichet guinguette gymnase gymnastique habitat haie haies halle
    halles halte hameau hameaux handball haras haut haute hautes hauteur hauteurs hauts
    hébergement héron héronnière hérons héros hêtre hêtres hippodrome hirondelle hirondelles
    histoire hiver hôpital horizon horloge hospice hôtel houx huit humanité hussards hydraulique
    île îles îlot îlots immaculée immeuble impasse impératrice impériale impôts indépendance
    industrie industriel industrielle industriels infanterie inférieur inférieure informatique
    innovation insertion institut instituteurs intercommunal intercommunale intérêt
    international internationale invalides iris isère issue italie itinérant janvier jardin
    jardinage jardinet jardiniers jardins jaune jean jet jetée jeu jeune jeunes jeunesse jeux
    jonage jonc jonquilles jour journée jubilé juif juillet juin jura justes justice kiné
    kiosque laboratoire lac lacs laïque laïques laiterie lande landes lanterne lapin laurier
    lauriers lavande lavandes lavoir lecteurs libellule libellules libération liberté libertés
    librairie libre lieu lièvre lièvres ligne lilas lille lillois lilloise limite lin liseron
    logis loire loisirs londres long longue lorraine lot lotissement loup lumière lumières
    luthériens lutins luxembourg lycée lyon lyonnais lyonnaise lys maçons mai mail maire mairie
    maison maisons malade manège maraîchers marais maréchal maréchaussée maréchaux marelle
    marguerites marine maritime marmousets marnes marronnier marronniers mars marseille
    martinets martyrs massif maternel maternelle maternité maurienne mécanique médecin médecins
    médiathèque médical médicale médiéval mélèze mélèzes mémoire mémorial menuisiers mer mère
    mères mésange mésanges métairie métallurgie météo métier métiers métro métropole meunier
    meunière meuniers mexique meyzieu midi mil militaire mille mimosas mines mineurs
    mirabelliers mirador miribel missionnaires mobilité moderne moissons monastère monde mondial
    monseigneur mont montagne montée montréal monument morte mosquée motte moulin moulins
    mousquetaires muguet multi multisports municipal municipale municipaux mur mûrier mûriers
    murs musée musique myosotis naissance nantes narcisses natation national nationale nations
    nature naturel naturelle navette neige neuf neuve neuves noël noir noire noisetier
    noisetiers nord normandie nos notre nouveau nouveaux nouvelle nouvelles novembre noyer
    noyeraie noyers nuage numérique nymphéas obélisque observatoire océan octobre œillets œuf
    œuvre œuvres office oiseau oiseaux olivier oliviers olympique ombragé ombre omnisport
    omnisports onze opéra or orangerie orangers oratoire orchidées orée orléans orme ormeau
    ormeaux ormes orphelinat ouest ours ouvrière ouvriers ovale paix palace palais palmarès
    panorama papeterie papillons pâquerette pâquerettes parc parcs parilly parking paroisse
    paroissial paroissiale partagé partagés parvis passage passerelle pasteurs patinoire pâture
    pâtures paul pavé pavés pavillon pavillons paysage paysager paysagère pêcherie peintres
    pelouse pelouses pensée pensées pente pentes pépinière pépinières perception perdrix père
    pères pergola périphérique périscolaire perrache pervenche pervenches pétanque petit petite
    petites petits peuple peuplier peupliers phare philippines pic pie pied pierre pierres
    piéton piétonne piétons pigeonnier pin pinède pins pinson pinsons piscine pivoines place
    placette plage plaine plaines planche planètes plant plantes platane platanes plateau
    plateforme plâtrière plâtrières plein poètes point pointe poitiers polyvalent polyvalente
    pommier pommiers pompe pompes pompiers pont ponts port portail porte porterie portes
    portugal possible poste postes potager poterie potiers poulain poulies pouponnière poussins
    prague prairie prairies préau préfectorale préfecture presbytère présentation président
    prêtre prieuré primaire primevère primevères prince princes princesse printemps prisonniers
    professeur professionnel professionnelle progrès promenade propriété protestant provence
    providence prunier pruniers public publics publique publiques puits pumptrack pyramide
    pyrénées quai quais quartier quatre québec rail rails ramasse rame rampe randonnée réaumur
    récollets récréation récréative refuge régate régie régiment régional régionale reims reine
    relais rempart remparts renaissance renard renardière renards rennes république réserve
    réservoir résidence résidences résistance résistants restaurant retraite réunion réunions
    révérend révolution rez rhododendrons rhône richelieu ritournelle rivage rive rives rivière
    rivières roc roche rocher rochers roi rois romain romaine romains rome rond ronde roquettes
    rosaire rose roseaux roseraie roses rosier rosiers rossignol rossignols rotonde roubaix roue
    rouge rouges route ru rue ruelle rugby ruines ruisseau rural rurale sable sables sablière
    sablières saint sainte saints salle salles salon sanatorium sanctuaire sanitaire santé saône
    sapeurs sapin sapins sauge saule saules savoie scène sciences scierie scolaire scolaires
    seigneur seigneurs seize semailles séminaire sénat sénateur sente sentier sentiers septembre
    sergent serre serres service services sésame sèvres siècle sites skate skatepark social
    sociale société sociétés sœur sœurs soie soldat soldats soleil sorbier sorbiers source
    sources sous spectacle sport sportif sportifs sportive sportives sports square stade stadium
    stalingrad station stationnement stèle strasbourg streetball sud sully supérieur supérieure
    sureau sureaux synagogue syndicat tabac tamaris tannerie tanneries tanneurs technique
    techniques technologie technologique télégraphe temple temps tennis terrain terrains
    terrasse terrasses terre terres tête têtes théâtre thermal thermes thym tilleul tilleuls tir
    tissage tisserands toboggan toilettes tonkin toulouse tour touraine tourcoing tourelle
    tourelles tourisme tours tourterelles tramway tranchée tranchées transports travail
    travailleurs traverse traversière tréfileries trèfle trèfles treille treize trésor
    trésorerie trêve tribunal tribune tribunes troènes trois troupe troupes tuilerie tuileries
    tuilier tuiliers tulipes tunnel turquoise unies union universitaire université urbain
    urbaine usine usines vaches vaise val valenciennes vallée vallon vallons valmy vaucluse
    veille vélo vélodrome vendanges vendémiaire vénissieux verdun verger vergers vermeil
    verrerie verrières verriers versailles vert verte vertes verts verveine vestiaire vestiaires
    viaduc vieille vieux vigne vigneron vignerons vignes vignoble villa village villages villas
    ville villes villeurbanne vingt violette violettes voie voies volley volleyball vosges voûte
    voûtes vue yachting zénith zéphyr zone
    """.split()
)

AMBIGUOUS = frozenset(
    """
    carré côte côtes curé fossé fossés gênes genêt genêts marché marchés mât mûre mûres pêche
    pêcher pêchers pêcheur pêcheurs pré prés prêt sacré tâche thé
    """.split()
)

AFTER_MASCULINE = frozenset("carré curé fossé genêt marché pré".split())
"""Of these, those that an article or an adjective of the other gender cannot precede: after `du` or
`le`, MARCHE is the market."""

TOWNS_TOO = frozenset(
    """
    aime anais ange aunes ave centres champagne charme forges fougere ligne loire maire mere mur
    pere peri place prince remy rouge treve ville
    """.split()
)
"""Folded words that a commune of France writes with other accents (Rougé, Méré, Champagné): where
the name of a place may stand, after `de` or in a name with hyphens, they are not sure."""

SMALL_WORDS = frozenset(
    """
    administratif administrative agricole annexe aquatique artisanal artisanale associatif
    associative botanique canin canine cantonal cantonale central centrale commercial
    commerciale communal communale couvert couverts culturel culturelle départemental
    départementale élémentaire équestre est familial familiale familiaux funéraire industriel
    industrielle intercommunal intercommunale maternelle multisports municipal municipale
    municipaux nord omnisports ouest paroissial paroissiale paysager périscolaire polyvalent
    polyvalente primaire professionnel professionnelle public publics publique publiques
    régional régionale routière scolaire scolaires social sociale sportif sportive sud technique
    techniques universitaire urbain urbaine
    """.split()
)
"""Adjectives that keep small letters in a name: « Groupe scolaire Bellecombe »."""

PHRASES = (
    "salle des fêtes",
    "hôtel de ville",
    "aire de jeux",
    "aires de jeux",
    "maison de quartier",
    "maison de retraite",
    "maison des associations",
    "maison des jeunes",
    "terrain de football",
    "terrain de sport",
    "terrain de boules",
    "terrain de jeux",
    "jeu de boules",
    "jeux de boules",
    "cour de tennis",
    "courts de tennis",
    "court de tennis",
    "parcours de santé",
    "bureau de poste",
    "jardin d'enfants",
    "salle des sports",
    "salle de réunion",
    "poste de police",
    "centre de loisirs",
    "chemin de fer",
    "centre d'animation",
    "centre de secours",
    "espaces verts",
    "espace vert",
    "point d'eau",
    "zone d'activités",
    "terrain de pétanque",
    "terrain de tennis",
    "terrain de basket",
    "terrain de foot",
    "terrain de rugby",
    "aire de pique-nique",
    "école de musique",
    "mairie de quartier",
    "maison de la petite enfance",
    "monument aux morts",
    "salle des mariages",
    "salle du conseil",
    "salle de spectacle",
    "salle de sport",
    "salle de sports",
    "caserne des pompiers",
    "château d'eau",
    "parc à chiens",
    "halte-garderie",
    "multi-accueil",
    "centre de santé",
    "hôtel de police",
    "hôtel des impôts",
    "rond-point",
    "foyer des jeunes",
    "foyer des anciens",
    "crèche collective",
)
"""Names of equipments whose first word alone takes a capital."""

ACRONYMS = frozenset(
    """
    afpa alsh anpe asl aslv asvel bcd bmx bp ca caf ccas cd cfa chru chu clsh cm2 cmp cmpp cnrs
    cp cpam crous cs ctm dae edf ehpa ehpad ens esa esat esc foyer-ehpa gdf greta gretaf hbm hlm
    ifsi ime insa irve iufm iup iut lep mapa mjc msa ol onu opac oph otan pav pmi pmr ram ratp
    rd rep rer rn rpa sa sarl sci sdis sdmis segpa sem sncf tcl tgv ub uc ufcv ulis unesco usa
    vtt wc za zac zad zae zep zi zup zus
    """.split()
)
