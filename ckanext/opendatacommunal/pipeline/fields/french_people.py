"""First names, people after whom places are named, first words of the names of places.

Written by hand. They tell `Parc Jean Moulin`, a place, from `Jean Dupont`, a person.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    Abdel Abel Achille Adam Adélaïde Adèle Adeline Adrien Adrienne Agathe Agnès Ahmed Aimé Aimée
    Alain Alban Albane Albert Alberte Albertine Alex Alexandra Alexandre Alexia Alexis Alfred
    Ali Alice Aline Alix Alphonse Amandine Ambroise Amélie Amina Amir Anaïs Anatole André Andréa
    Andrée Ange Angèle Angélique Anita Anna Anne Annette Annick Annie Anouk Anthony Antoine
    Antoinette Antonin Antonio Antony Apolline Ariane Aristide Arlette Armand Armelle Arnaud
    Arthur Astrid Aude Audrey Auguste Augustin Aurélie Aurélien Axel Axelle Aziz Baptiste
    Barbara Bastien Baudouin Béatrice Benjamin Benoît Bérangère Bérengère Bernadette Bernard
    Berthe Bertrand Blaise Blandine Boris Brice Brigitte Bruno Camille Carine Carole Caroline
    Catherine Cécile Cédric Célestin Céline Chantal Charlène Charles Charlotte Chloé Christelle
    Christian Christiane Christine Christophe Claire Clara Clarisse Claude Claudette Claudie
    Claudine Claudius Clémence Clément Clémentine Clotilde Clovis Colette Coralie Corentin
    Corinne Cyril Cyrille Damien Daniel Danièle Danielle Danny David Delphine Denis Denise Denys
    Désiré Diane Didier Dimitri Dominique Dorothée Dylan Eddy Edgar Edith Édith Edmond Edmonde
    Edouard Édouard Edwige Eliane Éliane Élie Elisabeth Élisabeth Elise Élise Ella Elodie Élodie
    Elsa Émeline Emeric Emile Émile Emilie Émilie Emma Emmanuel Emmanuelle Enzo Eric Éric Ernest
    Estelle Esther Etienne Étienne Eugène Eugénie Eva Éva Evelyne Évelyne Fabien Fabienne
    Fabrice Fanny Farid Fatiha Fatima Félicie Félicien Félix Ferdinand Fernand Fernande Flavien
    Florence Florent Florian Florine France Francine Francis Francisque Franck François
    Françoise Frank Franz Frédéric Frédérique Gabin Gabriel Gabrielle Gaël Gaëlle Gaétan Gaëtan
    Gaston Gautier Geneviève Geoffrey Geoffroy Georges Georgette Gerald Gérald Géraldine Gérard
    Germain Germaine Ghislain Ghislaine Gilbert Gilberte Gilles Ginette Gisèle Grégoire Gregory
    Grégory Guillaume Gustave Guy Guylaine Hadrien Hamid Hassan Hector Hélène Henri Henriette
    Henry Herbert Hermann Hervé Hippolyte Honoré Hortense Hubert Hugo Hugues Huguette Hyacinthe
    Ibrahim Inès Ingrid Irène Irénée Isaac Isabelle Ismaël Ivan Jacky Jacob Jacqueline Jacques
    Jade Jamel Janine Jean Jeanne Jeannine Jennifer Jérémie Jeremy Jérémy Jérôme Jessica Joachim
    Jocelyn Jocelyne Joël Joëlle Johan Jonathan Jordan José Joseph Joséphine Josette Josiane
    Josselin Juan Jules Julie Julien Julienne Juliette Justin Justine Kamel Karim Karine Karl
    Katia Kevin Kévin Khaled Laetitia Laëtitia Lambert Laura Laure Laurence Laurent Laurette
    Laurie Léa Léo Léon Léonard Léonie Léontine Léopold Liliane Lionel Lisa Lise Loïc Lola Louis
    Louise Luc Lucas Lucette Lucie Lucien Lucienne Lucile Ludovic Lydia Lydie Madeleine Maël
    Magali Malika Manon Manuel Manuela Marc Marcel Marceline Marcelle Margaux Margot Marguerite
    Maria Marianne Marie Marielle Marina Marine Marion Marise Marius Marlène Marthe Martial
    Martin Martine Maryline Maryse Maryvonne Mathieu Mathilde Mathis Matthieu Maud Maurice
    Maurille Max Maxence Maxime Maximilien Mehdi Mélanie Melissa Mélissa Michael Michaël Michel
    Michèle Micheline Michelle Mickaël Mireille Mohamed Mohammed Moïse Monique Morgan Morgane
    Mounir Mourad Muriel Mustapha Myriam Nabil Nadège Nadia Nadine Nasser Natacha Nathalie
    Nathan Nicolas Nicole Nina Noël Noëlle Noémie Nora Norbert Océane Octave Odette Odile Olga
    Olivier Omar Ophélie Oscar Pascal Pascale Patrice Patricia Patrick Paul Paule Paulette
    Pauline Perrine Philibert Philippe Pierre Pierrette Quentin Rachel Rachid Raoul Raphaël
    Raphaëlle Raymond Raymonde Régine Régis Remi Rémi Remy Rémy Renaud René Renée Richard Robert
    Roberte Robin Roch Rodolphe Rodrigue Roger Roland Rolande Romain Roman Romane Romuald Ronan
    Rosa Rosalie Rosalind Roseline Rosine Sabine Sabrina Saïd Salim Salomé Salvador Samia Samir
    Samuel Sandra Sandrine Sara Sarah Sébastien Serge Séverine Siméon Simon Simone Sofia Solange
    Solène Sonia Sophie Stanislas Stella Stéphane Stéphanie Steve Suzanne Suzie Sylvain Sylvaine
    Sylvette Sylviane Sylvie Tanguy Tatiana Théo Théodore Théophile Thérèse Thibault Thibaut
    Thierry Thomas Timothée Tony Tristan Ugo Urbain Valentin Valentine Valérie Véronique Victor
    Victoria Victorien Vincent Violaine Virginie Viviane Vladimir Walter Wilfrid William Xavier
    Yann Yannick Yasmina Yohan Youssef Yves Yvette Yvon Yvonne Zacharie Zinédine Zoé Zoë Zohra
    """.split()
)

FIRST_NAMES_THAT_ARE_WORDS = frozenset(
    """
    ange aude claire clément constance désiré dominique florence france germain jade lambert
    laure laurette lise marguerite marine martin max moïse noël olivier pascal pascale paule
    pierre robin roch romain roman rose urbain valentine victoire violette
    """.split()
)
"""Alone they say nothing: `Pierre Bénite` and `Marguerite Blanche` are no persons."""

_NAMESAKES = """
    Albert Camus|Albert Einstein|Albert Londres|Albert Schweitzer|Albert Thomas|Alexandre Dumas|
    Alexandre Fleming|Alphonse Daudet|Ambroise Croizat|Ambroise Paré|Anatole France|André Ampère|
    André Chénier|André Gide|André Malraux|Anne Frank|Anne Sylvestre|Antoine de Saint-Exupéry|
    Antoine Lumière|Aristide Briand|Arthur Rimbaud|Auguste Blanqui|Auguste Comte|Auguste Delaune|
    Auguste Lumière|Auguste Renoir|Auguste Rodin|Benoît Frachon|Berthe Morisot|Blaise Pascal|
    Boris Vian|Camille Claudel|Camille Desmoulins|Camille Pissarro|Camille Saint-Saëns|
    Charles Baudelaire|Charles de Gaulle|Charles Gounod|Charles Péguy|Charles Perrault|
    Christophe Colomb|Claude Bernard|Claude Debussy|Claude Erignac|Claude Monet|Danielle Casanova|
    Denis Diderot|Denis Papin|Diego Rivera|Édith Piaf|Edmond Rostand|Édouard Herriot|Édouard Manet|
    Édouard Vaillant|Elsa Triolet|Émile Combes|Émile Zola|Ernest Renan|Étienne Dolet|
    Étienne Marcel|Eugène Delacroix|Eugène Pottier|Eugène Varlin|Eugénie Cotton|
    Federico Garcia Lorca|Félix Faure|Félix Viallet|Ferdinand Buisson|Fernand Léger|Fernandel|
    Flora Tristan|Francis de Pressensé|Francis Poulenc|Francisco Ferrer|François Mitterrand|
    François Rabelais|François Truffaut|François Villon|Franklin Roosevelt|Franz Schubert|
    Frédéric Chopin|Frédéric Mistral|Frida Kahlo|Gabriel Fauré|Gabriel Péri|Gaspard Monge|
    Général de Gaulle|George Sand|Georges Bizet|Georges Brassens|Georges Clemenceau|
    Georges Guynemer|Georges Lévy|Georges Pompidou|Georges Sand|Gérard Philipe|Germaine Tillion|
    Gisèle Halimi|Gustave Courbet|Gustave Eiffel|Gustave Flaubert|Guy de Maupassant|Guy Môquet|
    Hannah Arendt|Hector Berlioz|Hector Malot|Hélène Boucher|Henri Barbusse|Henri Dunant|
    Henri Germain|Henri IV|Henri Matisse|Henri Wallon|Honoré de Balzac|Hubertine Auclert|
    Irène Joliot-Curie|Isaac Newton|Jacques Brel|Jacques Cartier|Jacques Chirac|Jacques Duclos|
    Jacques Monod|Jacques Prévert|Jean Bart|Jean Bouin|Jean Cagne|Jean Cocteau|Jean de La Fontaine|
    Jean Giono|Jean Jaurès|Jean Lurçat|Jean Macé|Jean Mermoz|Jean Monnet|Jean Moulin|Jean Perrin|
    Jean Racine|Jean Renoir|Jean Rostand|Jean Vilar|Jean XXIII|Jean Zay|Jean-Baptiste Clément|
    Jean-Henri Fabre|Jean-Jacques Rousseau|Jean-Paul Sartre|Jeanne d'Arc|Jeanne Hachette|
    Joachim du Bellay|Joliot-Curie|Joseph Jacquard|Joseph Kessel|Joséphine Baker|Jules Ferry|
    Jules Guesde|Jules Massenet|Jules Michelet|Jules Romains|Jules Vallès|Jules Verne|Karl Marx|
    Lazare Carnot|Léo Delibes|Léo Ferré|Léo Lagrange|Léon Blum|Léon Gambetta|Léon Jouhaux|
    Léonard de Vinci|Louis Ampère|Louis Aragon|Louis Armstrong|Louis Blanc|Louis Blériot|
    Louis Braille|Louis Lumière|Louis Pasteur|Louis Pergaud|Louis Pradel|Louis XIV|Louise Labé|
    Louise Michel|Louise Weiss|Lucie Aubrac|Lucien Lanternier|Ludwig van Beethoven|Madeleine Brès|
    Marc Bloch|Marc Chagall|Marc Seguin|Marcel Cachin|Marcel Cerdan|Marcel Mérieux|Marcel Pagnol|
    Marcel Paul|Marcel Proust|Marcel Sembat|Margaret Mead|Marguerite Duras|Marguerite Yourcenar|
    Maria Callas|Maria Montessori|Marie Curie|Martin Luther King|Maryse Bastié|Maurice Ravel|
    Maurice Thorez|Maurice Utrillo|Max Dormoy|Max Jacob|Maximilien Robespierre|Michel Ange|
    Michel de Montaigne|Missak Manouchian|Molière|Mozart|Nelson Mandela|Nelson Paillou|
    Nicolas Copernic|Nicolas Poussin|Niki de Saint Phalle|Olof Palme|Olympe de Gouges|Pablo Neruda|
    Pablo Picasso|Paul Bert|Paul Cézanne|Paul Claudel|Paul Doumer|Paul Éluard|Paul Gauguin|
    Paul Langevin|Paul Painlevé|Paul Vaillant-Couturier|Paul Valéry|Paul Verlaine|
    Pauline Kergomard|Philippe Goy|Pierre Bérégovoy|Pierre Brossolette|Pierre Corneille|
    Pierre Curie|Pierre de Coubertin|Pierre de Ronsard|Pierre Dupont|Pierre Loti|
    Pierre Mendès France|Pierre Sémard|Raspail|Raymond Poincaré|René Cassin|René Char|
    René Descartes|René Goscinny|René Laennec|Robert Desnos|Robert Doisneau|Robert Schuman|
    Roger Salengro|Roland Garros|Romain Gary|Romain Rolland|Rosa Bonheur|Rosa Luxemburg|Rosa Parks|
    Salvador Allende|Salvador Dali|Samuel Paty|Simone de Beauvoir|Simone Signoret|Simone Veil|
    Simone Weil|Sonia Delaunay|Suzanne Lenglen|Théodore Monod|Théophile Gautier|Thomas Edison|
    Tony Garnier|Toussaint Louverture|Vercors|Victor Basch|Victor Hugo|Victor Schœlcher|
    Vincent Auriol|Vincent Scotto|Vincent Van Gogh|Vladimir Komarov|Voltaire|Wangari Maathai|
    Winston Churchill|Youri Gagarine|Yves Farge|Yves Montand|Zinédine Zidane
"""

NAMESAKES = frozenset(" ".join(name.split()) for name in _NAMESAKES.split("|"))
"""People after whom places are named all over France."""

SURNAMES = frozenset(
    """
    Allende Ampère Arago Aragon Austerlitz Balzac Barbusse Bastié Baudelaire Beauvoir Beethoven
    Berlioz Berthelot Bizet Blanqui Blériot Blum Bossuet Bouchard Braille Branly Brassens Brel
    Briand Brossolette Camus Carnot Casanova Cassin Cavaignac Cézanne Chopin Churchill
    Clemenceau Colbert Coligny Condorcet Copernic Corneille Coubertin Courbet Courteline Curie
    Danton Daudet Debussy Delacroix Descartes Desnos Diderot Duclos Duguesclin Dumas Einstein
    Éluard Exupéry Fabien Faidherbe Faure Fénelon Ferry Flaubert Foch Frachon Gagarine Galilée
    Gallieni Gambetta Garibaldi Garros Gaulle Giono Goscinny Gounod Guesde Gutenberg Guynemer
    Herriot Hoche Hugo Iéna Jacquard Jaurès Joffre Joliot Kennedy Kléber Laennec Laënnec
    Lafayette Lagrange Lakanal Lamartine Langevin Lavoisier Leclerc Lenôtre Lyautey Magenta
    Malraux Mandela Manouchian Marceau Marengo Massenet Matisse Maupassant Mendès Mérieux Mermoz
    Michelet Mirabeau Mistral Mitterrand Molière Monet Monge Monnet Montaigne Montesquieu
    Montgolfier Môquet Mozart Musset Nansouty Newton Péguy Péri Picasso Poincaré Pompidou Pradel
    Prévert Proudhon Proust Pyrénées Rabelais Racine Raspail Ravel Renoir Rimbaud Robespierre
    Rodin Ronsard Roosevelt Rostand Rousseau Saint-Exupéry Salengro Schoelcher Schœlcher Schuman
    Schweitzer Sébastopol Sémard Sévigné Signoret Solférino Stendhal Thorez Turenne Utrillo
    Vallès Vauban Vercingétorix Verlaine Verne Voltaire Wagram Wilson Zola
    """.split()
)
"""Names known well enough to give them the accents they are owed."""

PLACE_WORDS = frozenset(
    """
    aerodrome aire aires allee allees ancien ancienne annexe arboretum arena atelier ateliers
    auditorium avenue bassin batiment berge berges bibliotheque bois bosquet boulevard
    boulodrome bureau campus carre carrefour caserne castel centre chalet chapelle chateau
    chaussee chemin cimetiere cinema cite city clos club college colline complexe conservatoire
    coulee cour cours creche croix digue dojo domaine ecole ecoles eglise ehpad equipement
    escalier espace espaces esplanade etablissement etang faculte faubourg ferme fondation
    fontaine foret fort forum foyer galerie garderie gare grand grande groupe gymnase halle
    halles halte hameau hippodrome hopital hotel ilot immeuble impasse institut jardin jardinet
    jardins kiosque laboratoire lac lavoir lotissement lycee mail mairie maison maisons
    maternelle mediatheque montee monument moulin musee palais parc parcelle parcs parking
    parvis passage passerelle patinoire pelouse pharmacie piscine place placette plage plaine
    plateau pont ponton port porte prairie primaire promenade propriete quai quartier refuge
    residence residences restaurant rond rotonde route rue ruelle salle salon secteur sentier
    site skatepark square stade station statue stele terrain terrains theatre tour traverse
    tunnel universite val vallon verger vergers villa village voie zac zone
    """.split()
)
"""Folded first words of the names of places."""

OFFICES = frozenset(
    """accueil administration administratif agence associations asso bureau cabinet cadre centre com
    communication compta contact courrier culture ctm dechets direction dgs dst ecologie education
    eau elections enfance environnement espace espaces etat civil formation gestion info infos
    informatique jardin jardins jeunesse mairie maire maison marches mediatheque municipal nature
    no noreply office parc parcs patrimoine paysage petite police population propre proprete public
    publics reclamation relation relations reseau reservation rh sante scolaire secretariat service
    services social sport sports stationnement technique techniques travaux urbanisme usagers vert
    verte verts vie ville voirie""".split()
)
"""Folded words of the address of a department: no person bears them."""

FUNCTIONS = frozenset(
    """adjoint adjointe agent cure delegue deleguee depute deputee directeur directrice gardien
    gardienne la le les maire ministre prefet prefete president presidente principal principale
    proviseur responsable secretaire tout toute""".split()
)
"""Folded words after a title that name a function: `Monsieur le Maire`."""
