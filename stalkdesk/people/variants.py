"""Given names of these islands, and of people who live here, that sound alike or stand for one another and that neither
spelling nor the sound rules of English tell. One group a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final


def groups(text: str) -> Iterator[frozenset[str]]:
    """The words of each line."""
    for line in text.strip().splitlines():
        yield frozenset(line.split())


GIVEN: Final = tuple(
    groups(
        """
        abdul abs abdullah abdallah
        abigail abi abbie gail
        adebayo bayo
        adrian ade
        agnieszka agnes aga
        ahmed ahmad ahmet achmed ahmd
        aidan aiden aodhan edan
        aine anya onya
        aisling ashling aislin ashlynn aislinn
        alan allan allen al
        alastair alasdair alistair alister alisdair ali
        aleksandra alexandra ola sandra
        alexander alex alec alick sandy sasha alexandra lex xander
        alfred alf alfie fred
        alison allison ali
        amanda mandy manda
        amandeep aman
        amelia millie milly emelia mia
        anastasia stacey stacy stace
        andrew andy drew andrzej andrei andriy
        angela ange angie anj
        anthony tony ant antony
        aoibheann eavan aoibhinn
        aoife eefa efa
        archibald archie
        arthur art artie
        ayesha aisha aysha aishah
        babatunde tunde
        balwinder bal
        barbara barb babs basia
        barry baz bazza
        bartosz bartek bartlomiej
        beatrice bea trixie beatrix
        benjamin ben benny benji
        bernadette bernie detta
        beverley beverly bev
        blathnaid blanid
        bradley brad
        brian bryan
        bronagh brona
        bronwen bronwyn
        cahal cathal cahil
        caitlin kaitlin katelyn kathleen caitlyn
        cameron cam
        caoimhe keeva kweeva queeva keva
        caoimhin kevin kev
        caolan keelan kealan
        carl karl
        carol caz
        caroline carolyn caz
        cassandra cass cassie
        catherine katherine kathryn katharine cathy kathy kate katie kat cath kath catrin catriona katrina
        charles charlie chas chaz chuck
        charlotte charlie lottie char charl
        chinedu nedu
        christina chris chrissy tina christine chrissie
        christopher chris kit topher kris chrissy
        chukwuemeka emeka
        cian kian kean keane
        ciara keira kiera kira keera
        ciaran kieran kieron kiaran
        clifford cliff
        colm colum callum calum
        conor connor konnor con
        cynthia cindy
        daithi davy dai
        daniel dan danny danyal
        darren daz dazza darran
        david dave davey davie dafydd dai daud dawud
        debra deborah deb debs debbie
        deirdre dee derdra
        dennis den denny
        derek derrick del
        dermot diarmuid diarmaid
        dmytro dmitri dmitry dima
        domhnall donal donald donny
        dominic dom
        dorothy dot dottie
        douglas doug dougie duggie
        duncan dunc
        dylan dillon dyl
        edward ed eddie ned ted teddy eduard
        eileen aileen eibhlin
        eilidh ailie ayley eileigh
        eimear emer eimer
        eleanor ellie nell nora
        elizabeth liz lizzie beth betty libby eliza lisa elsie elspeth betsy bess elisabeth
        emily em
        emma em emmy
        eoghan eoin owen ewan euan ewen owain eugene
        ernest ernie
        eva ava eve evie
        ewa eva
        fatima fatimah fatma fatemeh
        ffion fi
        fiadh fia
        fiona fi ffion
        fionnuala finola nuala fenella
        folasade sade
        frances fran frankie
        francesca fran frankie cesca
        frank francis franky frankie
        frederick fred freddie freddy
        gabrielle gabby gabi
        gareth gary gaz gazza garth
        gemma jemma
        geoffrey jeffrey geoff jeff
        georgina georgie gina george
        geraint gerry
        gerald jerry gerry gerard ger
        gheorghe george georgi
        ghislaine gillaine
        gillian gill gilly jill jilly
        glen glenn glyn glynn
        gordon gord
        graham graeme grahame
        grainne grania granya
        gregory greg
        gruffydd griffith gruff
        grzegorz greg gregory
        gurpreet gurp preet
        gwendolen gwen gwenda
        gwyneth gwyn gwen
        hamza hamzah
        hannah han
        harpreet harry harpy
        harry harold hal henry
        hassan hasan
        hayley haylee hailey
        heather heth
        helen ellen elen nell helena
        hugh huw hughie shug
        hussein hussain husain hosein husayn
        iain ian ieuan
        ibrahim ebrahim abraham abe ibraheem
        imogen immy
        ion john ian ioan
        isaac zac ike
        isabel isobel isabelle isabella bella izzy issy ishbel isla
        ishaan ishan
        jack john johnny jon jonny jackie sean
        jacqueline jackie jacqui jaqueline jacquie
        jakub kuba jacob
        james jim jimmy jamie jem seamus hamish
        jane jayne janey
        jason jay jase
        jaswinder jas jaz jasvinder
        jayden jay
        jennifer jen jenny jenni
        jeremiah jez
        jeremy jez jem jerry
        jerzy george
        jessica jess jessie
        joanna jo joanne asia joan
        joanne jo
        jodie jody jo
        jonathan jon jonny jonathon johnathan
        jordan jord
        joseph joe joey jo yusuf youssef yousef yusef josef
        joshua josh
        judith judy jude
        julia julie jules
        julian jules
        justin jus
        karen kaz
        katarzyna kasia kate
        katherine kit kitty
        keith keef
        kelly kel
        kenneth ken kenny
        khadija khadijah kadija
        kimberley kim kimberly
        kirsty kirst kirstie kirstin
        krzysztof chris krzys krzysiek krystof
        kuldeep kully
        laoise leesha
        laura loz
        lauren loz laz
        lawrence laurence larry laurie loz
        leah lea lia
        leanne lee
        leigh lee
        leonard len lenny leo
        lewis louis lou louie
        liam william bill billy will uilliam wills wilhelm gwilym
        lindsay lynsey linsey lindsey lyndsay lynsay
        lorraine loz lol
        louise lou lulu louisa
        lucy luce lucie
        lukasz luke lucas luca
        lynne lyn lynn
        maciej maciek matthew mateusz
        maebh maeve meadhbh meabh medb
        magdalena magda
        mahmoud mahmud mehmood mahmood
        mairead maraid margaret maggie meg peggy madge rita mags marged
        mairi mary marie moira maire maureen polly molly maria maryam mariam
        malcolm mal calum malky
        malgorzata gosia margaret
        mandeep mandy
        manpreet manny preet
        marc mark marek
        marcus marc mark
        marian maz
        marilyn maz
        marion maz
        martin marty martyn
        matthew matt matty mathew
        maureen mo
        maximilian max
        maxwell max
        megan meghan meg
        melanie mel
        melissa mel
        michael mick mike mikey micky mickey mitch micheal mikhail michal mickael mikael
        mihai michael mihail misha
        mikhail misha
        mitchell mitch
        mohammed muhammad mohammad mohamed muhammed mohamad mo md muhamed mahomet mohd mhmd mehmet
        morgan morg
        muhammad moe mohammed
        mustafa mustapha
        mykola nicholas nikolai kolya
        nadine nadia
        natalie nat
        natasha tash tasha nat natalya
        nathan nate nath nathaniel
        nathaniel nat
        niall neil neal nile
        niamh neve neave nieve nia
        nicholas nick nicky nico nicolas
        nicola nicky nikki nicole
        nigel nige
        norman norm
        oisin osheen ushin
        oksana ksenia
        oleksandr alexander aleksandr sasha oleks aleksander
        olena elena helen helena lena
        oliver ollie olly
        olivia liv livvy livia
        olumide mide
        oluwatobi tobi toby
        omar umar omer
        orla orlagh orlaith
        padraig patrick paddy pat porick padraic podge
        pamela pam
        parminder pam parmi
        patricia pat trish tricia patsy
        pauline paula
        pavel paul pawel
        penelope penny pen
        peter pete pyotr piotr
        philip phillip phil pip
        philippa pip pippa
        piotr peter
        priscilla cilla
        priyanka priya
        przemyslaw przemek
        rachel rachael rach raychel
        rajesh raj rajinder rajan rajendra rajeev rajiv rajpal
        ralph rafe
        raymond ray
        rebecca becky bex becca rebekah
        reginald reg reggie
        rhiannon rhianne
        rhys reece reese rees reice
        richard rick ricky dick rich richie
        robert rob bob bobby robbie bert roberto
        roderick rod rory
        rodney rod
        roger rodge
        roisin rosheen rose
        roland rolly
        ronald ron ronnie
        ronan ro
        rosalind ros roz
        rosamund ros roz
        rosemary rose rosie
        ruairi rory ruaridh ruari
        russell russ
        ruth ruthie
        sadhbh sive
        samantha sam sammy
        samuel sam sammy
        sandra sandy
        saoirse sersha seersha
        sarah sara sally
        scott scotty
        sean shaun shawn shane
        sebastian seb
        serhiy sergei sergey serge
        shannon shan
        sharon shaz shazza
        shauna shawna seana
        shazia shaz
        sheila shee
        shirley shirl
        siddharth sid
        sidney sid sydney
        simon si
        sinead shinead
        siobhan shivaun chevonne shevaun shiv
        sioned janet jeanette
        slawomir slawek
        sophie sophia sofia soph zofia
        stanislaw stan staszek
        stanley stan
        stefan steven stephen stefanos
        stephanie steph stef
        steven stephen steve stevie ste stefan szczepan steffan
        stuart stewart stu
        sukhvinder sukh sukhi sukhwinder
        surinder sue suri
        susan sue susie suzanne suzie susannah
        sylvia syl
        tadhg tige teague tad
        temitope temi tope
        terence terry terrance tel
        teresa theresa terri tess tessa
        theodore theo ted
        theresa tess
        thomas tom tommy tomos tam tomasz
        tiffany tiff
        timothy tim timmy
        tomasz tomek
        tracey tracy trace
        trevor trev
        una oonagh oona
        valerie val
        victoria vicky vicki tori vix
        vincent vince vinny
        vivian vivien vivienne viv
        vivienne viv
        volodymyr vladimir vlad vova volodya wladimir
        walter wally walt
        wayne wayno
        wendy wend
        winifred winnie
        wojciech wojtek
        yasmin yasmine jasmine jasmin yaz
        yevhen eugene yevgeny gene
        yvonne evonne
        zachary zac zak zack
        zainab zaynab zeinab zineb
        zbigniew zbyszek
        zeeshan zee shan
        zoe zoey chloe
        """
    )
)
"""Given names, with their short forms and what they are in another language here."""
