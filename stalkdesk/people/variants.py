"""Names of these islands, and of people who live here, that sound alike or stand for one another and that neither
spelling nor the sound rules of English tell. One group a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final


def _groups(text: str) -> Iterator[frozenset[str]]:
    for line in text.strip().splitlines():
        yield frozenset(line.split())


GIVEN: Final = tuple(
    _groups(
        """
        aidan aiden aodhan edan
        aine anya onya
        aisling ashling aislin ashlynn aislinn
        alan allan allen al
        alastair alasdair alistair alister alisdair ali
        alexander alex alec alick sandy sasha alexandra lex xander
        alison allison ali
        amelia millie milly emelia mia
        aoife eefa efa
        aoibheann eavan aoibhinn
        archibald archie
        barry baz bazza
        beatrice bea trixie beatrix
        bernadette bernie detta
        blathnaid blanid
        brian bryan
        bronagh brona
        bronwen bronwyn
        cahal cathal cahil
        caitlin kaitlin katelyn kathleen caitlyn
        caoimhe keeva kweeva queeva keva
        caoimhin kevin kev
        caolan keelan kealan
        carl karl
        caroline carolyn caz
        catherine katherine kathryn katharine cathy kathy kate katie kat cath kath catrin catriona katrina
        charles charlie chas chaz chuck
        christopher chris kit topher kris
        cian kian kean keane
        ciara keira kiera kira keera
        ciaran kieran kieron kiaran
        colm colum callum calum
        conor connor konnor con
        daithi davy dai
        daniel dan danny danyal
        darren daz dazza darran
        david dave davey davie dafydd dai daud dawud
        deirdre dee derdra
        dermot diarmuid diarmaid
        derek derrick del
        domhnall donal donald donny
        dylan dillon dyl
        edward ed eddie ned ted teddy eduard
        eileen aileen eibhlin
        eilidh ailie ayley eileigh
        eimear emer eimer
        elizabeth liz lizzie beth betty libby eliza lisa elsie elspeth betsy bess elisabeth
        eoghan eoin owen ewan euan ewen owain eugene
        eva ava eve evie
        fatima fatimah fatma fatemeh
        fiadh fia
        fionnuala finola nuala fenella
        gareth gary gaz gazza garth
        gemma jemma
        geoffrey jeffrey geoff jeff
        geraint gerry
        gerald jerry gerry gerard ger
        ghislaine gillaine
        glen glenn glyn glynn
        grainne grania granya
        graham graeme grahame
        gruffydd griffith gruff
        gwendolen gwen gwenda
        harry harold hal henry
        hassan hasan
        helen ellen elen nell helena
        hugh huw hughie shug
        hussein hussain husain hosein husayn
        iain ian ieuan
        ibrahim ebrahim abraham abe ibraheem
        imogen immy
        isabel isobel isabelle isabella bella izzy issy ishbel isla
        ishaan ishan
        jack john johnny jon jonny jackie sean
        jacqueline jackie jacqui jaqueline jacquie
        james jim jimmy jamie jem seamus hamish
        jane jayne janey
        jennifer jen jenny jenni
        jessica jess jessie
        jonathan jon jonny jonathon johnathan
        joseph joe joey jo yusuf youssef yousef yusef josef
        joshua josh
        julia julie jules
        katarzyna kasia kate
        kenneth ken kenny
        khadija khadijah kadija
        laoise leesha
        lawrence laurence larry laurie loz
        leah lea lia
        leigh lee
        lewis louis lou louie
        liam william bill billy will uilliam wills wilhelm gwilym
        lindsay lynsey linsey lindsey lyndsay lynsay
        louise lou lulu louisa
        lucy luce lucie
        maebh maeve meadhbh meabh medb
        magdalena magda
        mairead maraid margaret maggie meg peggy madge rita mags marged
        mairi mary marie moira maire maureen polly molly maria maryam mariam
        malcolm mal calum malky
        malgorzata gosia
        marc mark marek
        martin marty martyn
        matthew matt matty mathew
        megan meghan meg
        michael mick mike mikey micky mickey mitch micheal mikhail michal mickael mikael
        ahmed ahmad ahmet achmed ahmd
        mahmoud mahmud mehmood mahmood
        mohammed muhammad mohammad mohamed muhammed mohamad mo md muhamed mahomet mohd mhmd mehmet
        mustafa mustapha
        nathan nate nath nathaniel
        niall neil neal nile
        niamh neve neave nieve nia
        nicholas nick nicky nico nicolas
        nicola nicky nikki nicole
        oisin osheen ushin
        oliver ollie olly
        omar umar omer
        orla orlagh orlaith
        padraig patrick paddy pat porick padraic podge
        patricia pat trish tricia patsy
        pavel paul pawel
        peter pete pyotr piotr
        philip phillip phil pip
        piotr peter
        rachel rachael rach raychel
        rebecca becky bex becca rebekah
        rhiannon rhianne
        rhys reece reese rees reice
        richard rick ricky dick rich richie
        robert rob bob bobby robbie bert roberto
        roisin rosheen rose
        ronan ro
        ruairi rory ruaridh ruari
        sadhbh sive
        samantha sam sammy
        samuel sam sammy
        saoirse sersha seersha
        sarah sara sally
        sean shaun shawn shane
        shannon shan
        shauna shawna seana
        shazia shaz
        sharon shaz shazza
        siobhan shivaun chevonne shevaun shiv
        sinead shinead
        sioned janet jeanette
        sophie sophia sofia soph zofia
        steven stephen steve stevie ste stefan szczepan steffan
        stuart stewart stu
        susan sue susie suzanne suzie susannah
        tadhg tige teague tad
        teresa theresa terri tess tessa
        terence terry terrance tel
        thomas tom tommy tomos tam tomasz
        timothy tim timmy
        tomasz tomek
        tracey tracy trace
        una oonagh oona
        victoria vicky vicki tori vix
        vivian vivien vivienne viv
        yasmin yasmine jasmine jasmin yaz
        yvonne evonne
        zachary zac zak zack
        zainab zaynab zeinab zineb
        zoe zoey chloe
        """
    )
)
"""Given names, with their short forms and what they are in another language here."""

SURNAMES: Final = tuple(
    _groups(
        """
        alexander alasdair
        auchinleck affleck
        beauchamp beecham beacham
        beaulieu bewley
        bohun boon boone
        browne brown braun
        burke bourke
        byrne burn burne burns beirne
        cholmondeley chumley cholmeley chumly
        clarke clark clerk
        cockburn coburn coburne
        colquhoun calhoun cahoon
        connolly connelly conneely conolly
        crichton creighton
        dalziel deyell dalzell deyall
        davies davis davys
        docherty doherty dougherty dogherty
        donoghue donohue donohoe odonoghue odonohue
        drummond drumond
        dyer dier
        edwardes edwards
        evans evens
        farquhar farker farkar
        featherstonehaugh fanshaw fanshawe featherstonhaugh
        ffoulkes foulkes fowkes
        fiennes fines
        gallagher gallacher gallaher
        geoghegan gaygan gegan gagan
        gough goff
        gray grey
        green greene
        hay hayes hays
        hughes hews huws
        hussain hussein husain hossain hussien
        jenkins jenkyns
        johnson johnston johnstone jonson
        jones joans
        kavanagh cavanagh kavanaugh
        keane kane keen
        keogh keough kehoe
        kerr carr ker
        kirkcudbright kirkubry
        knowles noles
        laurence lawrence
        leigh lee lea
        leicester lester
        leveson loosen lewson
        llewellyn llewelyn lewellin flewellyn
        lloyd loyd floyd
        macleod mccloud mcleod
        mackay mckay mcky mckie mackie
        mahony mahoney omahony omahoney mahon
        mainwaring mannering
        majoribanks marchbanks marjoribanks
        maugham morm
        mccarthy macarthy mccarty mcarthy
        mcgrath magrath mcgraw
        mchugh machugh mcque
        mckenzie mackenzie
        menzies mingis mingies mengis
        meagher maher mahar marr
        milngavie mullguy
        moore more muir moor
        morris maurice
        naughton norton
        neill neil oneill oneil niell
        nicholls nichols nicolls nickols
        ocallaghan callaghan callahan
        oconnor connor connors oconner
        odonnell donnell
        ohare hare
        okeeffe keefe okeefe
        osullivan sullivan
        patel pattel
        pepys peeps
        philips phillips phillipps
        pierce pearce pearse peirce
        ponsonby punsonby
        price pryce
        pugh pew
        read reid reed reade
        rees reece reese rhys
        reilly riley oreilly rielly
        ruthven riven
        sandys sands
        shaughnessy shaughnessey oshaughnessy
        sheehan sheahan
        shepherd sheppard shepard shephard
        sidebotham sidebottom
        sinclair stclair
        singh sing
        stjohn sinjin sinjun
        smith smyth smythe smithe
        stevens stephens
        stewart stuart steuart
        strachan strawn straughan
        taylor tayler tailor
        thomson thompson tomson
        tollemache tolmash
        tyrwhitt tirrit
        urquhart urkart urkert
        vaughan vawn von
        villiers villers
        waugh waw
        wemyss weems
        white whyte
        whelan wheelan phelan
        wiley wylie wyllie
        wisniewski vishnevski wishnewski wisnieski
        wriothesley rizley
        wymondham windham wyndham
        yates yeates yeats
        """
    )
)
"""Surnames that are said otherwise than they are written, and spellings of one name."""
