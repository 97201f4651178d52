# SPDX-License-Identifier: MIT
"""Prose to fill made-up pages with: a paragraph a line."""

PROSE = {
    "en": """\
The ferry that used to cross the strait twice a day now sits on blocks behind the old cannery, its hull scraped down to bare steel and its wheelhouse wrapped in tarpaulin.
Nobody in the village can say exactly when the last crossing took place, although most people agree that it was in the autumn, and that the sea was rough enough to make the passengers sing.
When we asked the harbour master about it, she laughed and pulled a ledger from beneath the counter, running one finger down a column of pencilled figures.
The engine had been rebuilt three times since the war, each time by a different mechanic, and each of them had left a small brass plate with his initials under the third cylinder.
For a while there was talk of turning the boat into a restaurant, but the insurance alone would have cost more than the fish.
What remains is a question of money, as it so often does, and of whether the county still believes that islands should have people living on them.
A survey carried out last spring counted two hundred and eleven residents, of whom forty were children and one was a goat registered by mistake.
The bridge that was promised in the seventies exists only as a line of orange buoys, which the fishermen use for mooring their smaller boats.
Engineers who looked at the plans again in March concluded that the foundations would need to go twice as deep as anybody had assumed.
Meanwhile the school has started to teach rowing, half in jest, and the youngest pupils are by some distance the most enthusiastic of the lot.
There is a path along the northern shore where you can still see the iron rings to which the coal barges were tied before the lighthouse was electrified.
It takes about three hours to walk it, a little longer if you stop to look at the seals, and you will want to stop and look at the seals.
The baker opens at five and is usually sold out by eight, so most visitors never find out what the fuss over his rye loaves is about.
Rain came in from the west in the afternoon and stayed, the way guests do who have nowhere else to be and know that you know it.
By the time the generator coughed back into life, the freezer in the shop had already begun to drip onto the floorboards.
Several of the older houses have no locks at all, which is less a sign of trust than of the price that a locksmith charges for the crossing.
The council will meet again on Thursday to discuss the matter, and everyone expects that it will be postponed until the ice has gone.
In the archive there is a photograph of the opening day, with a brass band on the foredeck and a row of umbrellas along the rail.
She remembers the smell of diesel and oranges, because the crates were stacked beside the bench where her mother always sat.
Later that year the company changed hands, and the new owners painted the funnel green without asking anyone whether they minded.
The tide tables printed in the capital were wrong by eleven minutes, a fact which the pilots had known for generations and never written down.
If the vote goes through, the first new mooring will be built from the stones of the old one, which is either thrift or poetry.
None of this would matter very much if the winter storms had not taken the road on the eastern side for the second year in a row.
He keeps the spare parts in cigar boxes, labelled in a handwriting so small that only his daughter can read it without a lens.
Most of the timber was floated down the river from the inland forests, tied together in rafts that were steered by boys of twelve.
You can measure the decline in the number of lamps along the quay, of which nineteen were lit in those days and four are lit now.
The doctor comes on Tuesdays, weather permitting, and the weather has not permitted since the middle of the month.
A retired teacher has begun to write down the names of all the rocks, each of which has at least two and some of which have five.
Whether the grant will be paid out depends on a form that has to be stamped in an office which closed in the spring.
On clear evenings the lights of the mainland look near enough to touch, and that may be the cruellest thing about them.
The new pump draws less current than the one before, yet it has to run for twice as long whenever the wind turns to the south.
We tried the same measurement with a longer rope and got a different answer, which told us more about the rope than about the sea.
Old hands will tell you that the barometer in the pub is the only honest instrument on the island, and that it has been broken since 1987.
Every spring the volunteers repaint the hulls on the slipway, and every autumn the salt has taken most of the paint off again.
The museum has asked for the ship's bell, the church has asked for it too, and for now it hangs in the hall of the primary school.
At the height of the season some nine hundred people came across in a single day, and the toilets have never quite recovered.
I bought a ticket from the last roll, number 40 118, and have kept it in my wallet between two expired library cards ever since.
The letter was returned unopened after six weeks, with a stamp from a town that none of us could find on any map.
Since then the committee has published four reports, the longest of which runs to eight pages and mentions the ferry only once.
It is hard to say what will happen next, but the people here are used to waiting, and they are rather good at it.""".split("\n"),
    "de": """\
Die Fähre, die früher zweimal am Tag über den Sund fuhr, steht heute aufgebockt hinter der alten Fischfabrik, und ihr Rumpf ist bis auf den blanken Stahl abgeschliffen.
Niemand im Dorf weiß noch genau, wann sie zum letzten Mal übergesetzt hat, doch die meisten sind sich einig, dass es im Herbst war und die See unruhig.
Als wir die Hafenmeisterin danach fragten, lachte sie und zog ein Kassenbuch unter dem Tresen hervor, in dem mit Bleistift die Zahlen jeder Fahrt stehen.
Der Motor wurde seit dem Krieg dreimal überholt, jedes Mal von einem anderen Mechaniker, und jeder hinterließ ein kleines Messingschild mit seinen Anfangsbuchstaben.
Eine Zeit lang war davon die Rede, aus dem Schiff ein Gasthaus zu machen, aber allein die Versicherung hätte mehr gekostet als der Fisch.
Im Frühjahr zählte man auf der Insel zweihundertelf Bewohner, davon vierzig Kinder und eine Ziege, die versehentlich angemeldet worden war.
Der Gemeinderat will am Donnerstag noch einmal darüber beraten, und alle rechnen damit, dass er die Sache vertagt, bis das Eis fort ist.
Bei klarem Wetter sieht man am Abend die Lichter des Festlands so nah, als könnte man sie greifen, und das ist vielleicht das Grausamste daran.""".split("\n"),
    "fr": """\
Le bac qui traversait autrefois le détroit deux fois par jour repose aujourd'hui sur des cales derrière l'ancienne conserverie, la coque grattée jusqu'à l'acier nu.
Personne au village ne sait plus dire quand eut lieu la dernière traversée, mais la plupart s'accordent à penser que c'était en automne et par gros temps.
Quand nous avons interrogé la capitaine du port, elle a ri et sorti de sous le comptoir un registre où chaque passage est noté au crayon.
Le moteur a été refait trois fois depuis la guerre, chaque fois par un mécanicien différent, et chacun a laissé une petite plaque de laiton à ses initiales.
On parla un temps d'en faire un restaurant, mais l'assurance à elle seule aurait coûté plus cher que le poisson.
Au printemps dernier on comptait sur l'île deux cent onze habitants, dont quarante enfants et une chèvre inscrite par erreur.
Le conseil se réunira de nouveau jeudi, et tout le monde s'attend à ce que la question soit repoussée jusqu'à la fonte des glaces.""".split("\n"),
    "es": """\
El transbordador que antes cruzaba el estrecho dos veces al día descansa ahora sobre tacos detrás de la antigua conservera, con el casco lijado hasta el acero.
Nadie en el pueblo sabe decir cuándo fue la última travesía, aunque casi todos coinciden en que fue en otoño y con mala mar.
Cuando le preguntamos a la capitana del puerto, se rió y sacó de debajo del mostrador un libro en el que cada viaje está anotado a lápiz.
El motor se ha rehecho tres veces desde la guerra, cada vez por un mecánico distinto, y cada uno dejó una plaquita de latón con sus iniciales.
Durante un tiempo se habló de convertir el barco en restaurante, pero solo el seguro habría costado más que el pescado.
La primavera pasada se contaron en la isla doscientos once vecinos, cuarenta de ellos niños y una cabra inscrita por error.
El concejo volverá a reunirse el jueves y todos esperan que el asunto se aplace hasta que se vaya el hielo.""".split("\n"),
    "pt": """\
A balsa que antes atravessava o estreito duas vezes por dia repousa agora sobre calços atrás da antiga fábrica de conservas, com o casco raspado até o aço.
Ninguém na aldeia sabe dizer quando foi a última travessia, embora quase todos concordem que foi no outono e com o mar bravo.
Quando perguntamos à capitã do porto, ela riu e tirou de baixo do balcão um livro em que cada viagem está anotada a lápis.
O motor foi refeito três vezes desde a guerra, cada vez por um mecânico diferente, e cada um deixou uma plaquinha de latão com as suas iniciais.
Falou-se durante algum tempo em fazer do barco um restaurante, mas só o seguro custaria mais do que o peixe.
Na primavera passada contaram-se na ilha duzentos e onze moradores, quarenta deles crianças e uma cabra inscrita por engano.
A câmara volta a reunir-se na quinta-feira e todos esperam que o assunto seja adiado até que o gelo se vá.""".split("\n"),
    "ru": """\
Паром, который раньше дважды в день ходил через пролив, теперь стоит на подпорках за старым консервным заводом, и корпус его зачищен до голой стали.
Никто в посёлке уже не скажет, когда был последний рейс, но почти все сходятся на том, что дело было осенью и море штормило.
Когда мы спросили об этом начальницу порта, она рассмеялась и достала из-под стойки книгу, где карандашом записана каждая переправа.
Двигатель с войны перебирали трижды, всякий раз другой механик, и каждый оставил под третьим цилиндром латунную табличку со своими инициалами.
Одно время говорили, что из парома сделают ресторан, но одна только страховка обошлась бы дороже всей рыбы.
Прошлой весной на острове насчитали двести одиннадцать жителей, из них сорок детей и одну козу, записанную по ошибке.
В четверг совет соберётся снова, и все ждут, что вопрос отложат до тех пор, пока не сойдёт лёд.""".split("\n"),
    "ar": """\
العبّارة التي كانت تقطع المضيق مرتين كل يوم ترقد اليوم على دعامات خلف مصنع التعليب القديم، وقد كُشط بدنها حتى بان الفولاذ العاري.
لا أحد في القرية يعرف بالضبط متى كانت الرحلة الأخيرة، لكن أكثر الناس متفقون على أنها كانت في الخريف وأن البحر كان هائجاً.
حين سألنا مديرة الميناء عن الأمر ضحكت وأخرجت من تحت الطاولة دفتراً كُتبت فيه كل رحلة بقلم الرصاص.
أُعيد بناء المحرك ثلاث مرات منذ الحرب، وفي كل مرة على يد ميكانيكي مختلف ترك لوحة نحاسية صغيرة عليها الحرفان الأولان من اسمه.
دار الحديث زمناً عن تحويل المركب إلى مطعم، غير أن التأمين وحده كان سيكلف أكثر من السمك.
أحصى المسح في الربيع الماضي مئتين وأحد عشر ساكناً، منهم أربعون طفلاً وعنزة واحدة سُجلت بالخطأ.
سيجتمع المجلس مرة أخرى يوم الخميس، ويتوقع الجميع أن يؤجَّل الموضوع إلى أن يذوب الجليد.""".split("\n"),
    "ja": """\
かつて一日に二度海峡を渡っていたフェリーは、いまは古い缶詰工場の裏で台に載せられ、船体は鋼の地肌まで削られている。
最後の航海がいつだったのか、村で正確に言える人はもういないが、秋だったこと、そして海が荒れていたことでは皆の意見が一致する。
港長に尋ねると、彼女は笑ってカウンターの下から帳簿を取り出し、鉛筆で書かれた数字の列を指でなぞってみせた。
エンジンは戦後三度組み直され、そのたびに違う整備士が担当し、それぞれが頭文字を刻んだ小さな真鍮の板を残していった。
しばらくは船を食堂に改装する話もあったが、保険料だけで魚の代金を上回るという計算だった。
昨年の春の調査では島の住民は二百十一人、そのうち四十人が子どもで、一匹は誤って登録された山羊だった。
村議会は木曜日にもう一度この問題を話し合うが、氷が解けるまで先送りになるだろうと誰もが思っている。""".split("\n"),
    "zh": """\
曾经每天两次横渡海峡的渡轮，如今架在旧罐头厂后面的木墩上，船身被打磨得露出了钢板，驾驶室裹着防水布。
村里已经没有人能说清最后一次航行是在什么时候，不过大多数人都认为那是在秋天，而且当时风浪很大。
我们向港务长打听这件事，她笑着从柜台下面取出一本账簿，用手指沿着铅笔写下的数字往下划。
战后发动机一共大修过三次，每次都是不同的技工，他们各自在第三个气缸下面留了一块刻着姓名首字母的小铜牌。
有一阵子人们说要把船改成餐馆，可是光是保险费就比鱼还要贵。
去年春天的调查统计出岛上有两百一十一名居民，其中四十名是儿童，还有一只因为失误而登记的山羊。
村委会星期四将再次开会讨论此事，大家都预计要推迟到冰雪融化之后。""".split("\n"),
    "ko": """\
예전에 하루 두 번 해협을 건너던 여객선은 이제 낡은 통조림 공장 뒤에 받침대 위에 놓여 있고 선체는 맨 강철이 드러날 때까지 긁혀 있다.
마지막 운항이 언제였는지 정확히 아는 사람은 마을에 없지만 대부분은 가을이었고 바다가 거칠었다는 데 동의한다.
항만장에게 물어보니 그녀는 웃으며 계산대 아래에서 장부를 꺼내 연필로 적힌 숫자를 손가락으로 짚어 내려갔다.
엔진은 전쟁 이후 세 번 다시 조립되었고 그때마다 다른 정비사가 맡아 자기 이름의 머리글자를 새긴 작은 놋쇠판을 남겼다.
한동안 배를 식당으로 바꾸자는 이야기도 있었지만 보험료만 해도 생선값보다 비쌌다.""".split("\n"),
}
