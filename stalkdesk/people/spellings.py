"""Surnames that are said otherwise than they are written, and spellings of one name. One group a line."""

from __future__ import annotations

from typing import Final

from stalkdesk.people.variants import groups

SURNAMES: Final = tuple(
    groups(
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
