/* SPDX-License-Identifier: MIT */
/* given_name.c - names that parents give. */
#include "article/given_name.h"

#include <string.h>

/* In small letters, sorted bytewise. Left out are those that are ordinary words
 * or places more often: April, Paris. */
static const char NAMES[] =
    "aaron abby abdul abdullah abigail ada adam aditya adrian afonso agathe "
    "agnes agnieszka agustín ahmed aino aisha akira alan albert alberto "
    "alec alejandra alejandro aleksander aleksandra alessandra alessandro "
    "alex alexander alexandra alexandre alexis alfonso alfred ali alice "
    "alicia alina alison allan allison alvaro alyssa amalia amanda amber "
    "amelia amelie amina amit amy ana anastasia anders andie andre andrea "
    "andreas andrei andres andrew andrzej andré andrés andy angela "
    "angelika angelina anika anil anita anja anjali anke ankit ann anna "
    "annabel anne annette annika anouk anthony antje antoine anton antonia "
    "antonio antti archie ariana arianna arjun arlene armin arne arnold "
    "arthur arturo arun arvid asher ashish ashley astrid audrey aurélie "
    "aurélien avi axel ayşe balázs barb barbara barry bart bartosz "
    "bastian bastien beata beate beatrice beatriz becca becky ben benedikt "
    "bengt benjamin benoît beppe bernard bernardo bernd bernhard bernie "
    "bert bertrand beth bettina beverly bianca bill billy birgit bjarne "
    "bjorn björn bob bobby bojan boris brad bradley bram brandon brenda "
    "brendan brent brett brian bridget brigitte brooke bruce bruno bryan "
    "bénédicte caio caitlin caleb calvin cameron camila camille carina "
    "carla carlo carlos carmen carol carole carolin carolina caroline "
    "carolyn carrie carsten cassandra cassidy cassie catalina catherine "
    "cathy cecilia cedric celia celine chad charles charlie charlotte chase "
    "chelsea cheryl chidi chloe chloé chris christa christian christiane "
    "christina christine christoph christophe christopher chuck cindy claire "
    "clara clarissa claude claudia claudio clemens clement clifford clint "
    "cody colin colleen connor constanze coralie cordula corentin corey "
    "corinna cornelia cornelius cory courtney craig cristina curt curtis "
    "cynthia cécile cédric céline dagmar damian damien dan dana daniel "
    "daniela daniele danielle danny daphne darren dave david davide dawn "
    "dean deanna debbie deborah debra deepak delphine denise dennis derek "
    "derrick diana diane didier diego dieter dietmar dirk dmitri dmitry "
    "domenico dominic dominik dominique donald donna donny doreen doris "
    "dorota dorothea dorothy doug douglas dragan drew duncan dustin dylan "
    "eberhard eddie edgar edith eduardo edward edwin eero eileen einar eirik "
    "eitan eivind elaine eleanor elena eli elias elisa elisabeth elise "
    "elizabeth ellen ellie elliot elliott elsa elsie elvira emanuel emil "
    "emilia emilie emilio emily emma emmanuel emmanuelle emre enid enrico "
    "enrique eric erica erich erik erika erin ernie ernst erwin esteban "
    "esther ethan ethel eugen eugene eva evan evelyn ewa ezra fabian fabien "
    "fabienne fabio fabrice fabrizio fatima federico felicia felicitas "
    "felipe felix femke fernando filip finn fiona flavio florent florian "
    "francesca francesco francis francisco francois frank frankie franz "
    "franziska françois fred frederic frederick frederik friederike "
    "friedrich fritz frode frédéric gabby gabe gabriel gabriela gabriele "
    "gabrielle gail gareth gary gaurav gavin gaëlle geir geneviève geoff "
    "geoffrey georg george georgia georgina gerald gerard gerd gerhard "
    "gerrit gianluca gianni gideon gijs gilbert gilles gina ginny giorgia "
    "giovanni gisela giulia giuseppe glenn gloria gonzalo goran gordon grace "
    "graham greg gregor gregory greta grzegorz guido guillaume guillermo "
    "gunilla gunnar gunther gustav gustavo guy gwen gábor günter günther "
    "hakan halvor hank hanna hannah hannes hannu hans harald harold harriet "
    "harry hartmut harvey hassan heath heather hector hedwig heidi heike "
    "heikki heiko heiner heinrich heinz helen helena helene helga helge "
    "helmut hendrik henning henri henriette henrik henrique henry herbert "
    "hermann hervé hilary hiroshi holger holly horst howard howie hubert "
    "hugh hugo hussein håkan håkon hélène ian ibrahim ida ignacio igor "
    "ilona ilse ilya imani imke ines inga ingeborg ingemar ingo ingrid inés "
    "irene irina iris irma irmgard isaac isabel isabella isabelle istván "
    "ivan ivo ivy iván iwona izzy jaap jacek jack jackie jacob jacqueline "
    "jacques jaime jake jakob jakub james jamie jan jana jane janet janice "
    "janina janine jannik janos jared jari jaroslav jasmin jasmine jason "
    "javier jean jeanette jeanne jed jeff jeffrey jelena jenna jennifer "
    "jenny jens jeremiah jeremy jeroen jerome jerry jerzy jesper jesse "
    "jessica jessie jesús jill jim jimmy jiří joachim joan joana joanna "
    "joanne joaquín jochen jodi jodie joel joerg joey johan johanna "
    "johannes john johnny jon jonas jonathan joni joost jordan jordi jorge "
    "joris jose josef josefine josep joseph josephine josh joshua josie "
    "josé jovana joão juan juana juanita judith judy juha jukka julia "
    "julian juliana juliane julie julien juliet juliette julio julius jurgen "
    "justin justine justyna jérôme jörg jürgen kai kaisa karen karin "
    "karl karla karolina karoline karsten kasia katalin katarzyna kate "
    "katharina katherine kathi kathleen kathrin kathryn kathy katie katja "
    "katrin katrina katy kayla kees keith kelly kelsey ken kenji kenneth "
    "kenny kerry kerstin kevin khaled kim kimberly kiran kirsten kirsty "
    "kjell klaus knut koen kofi konrad konstantin kris kristen kristian "
    "kristin kristina kristine krzysztof kurt kwame kyle käthe laetitia "
    "lara larry lars lasse laura laure lauren laurence laurent lauri laurie "
    "lawrence lea leah leif leila lena lenny leo leon leonard leonardo "
    "leonie leslie leticia levi liam lidia lieke lilian liliana lillian lily "
    "linda lindsay lindsey linus lionel lisa liz lizzie loic lorena lorenz "
    "lorenzo loretta lori lothar lotte louis louisa louise luca lucas lucia "
    "luciana luciano lucie lucinda lucy lucía ludger ludovic ludwig luigi "
    "luis luisa luise lukas luke lukáš lutz luís lydia lynn lászló léa "
    "maarten macarena maciej madeleine madeline mads magali magdalena maggie "
    "magnus mahmoud maik maike malcolm malgorzata malte mandy manfred manish "
    "manuel manuela marc marcel marcela marcello marcelo marcin marco marcos "
    "marcus marcy marek margaret margarita margit margot maria mariana "
    "marianne mariano marie marielle marija marijke marilyn marina mario "
    "marion marissa marit marius marja marjorie mark marko markus marlene "
    "marlies marloes marta martha martin martina martine marty martín "
    "marvin mary maría massimo mateo mateus mateusz mathias mathieu "
    "mathilde matt matteo matthew matthias matthieu matti mattia maureen "
    "maurice mauricio maurizio max maxim maxime maximilian maya mayank "
    "małgorzata meg megan mehmet mei meike mel melanie melinda melissa "
    "meredith micah micha michael michaela michal michał michel michela "
    "michele michelle mickey mieke miguel mikael mike mikhail mikko milena "
    "milos mindy ming miquel miranda miriam mitch mitchell mohamed mohammed "
    "moira molly monica monika monique montserrat moritz morten muhammad "
    "murat muriel murray mustafa mélanie mónica nadia nadine nadja nancy "
    "naomi natalia natalie natasha nathalie nathan nathaniel ned neha neil "
    "nell nelson nenad nia niall nicholas nick nicky nicola nicolas nicole "
    "niek niels nigel nikhil nikita niklas nikolai nikolas nikolaus nikolay "
    "nils nina noah noel noelle nora norbert norma norman noémie nuria "
    "oddvar odile olaf oleg olga olive oliver olivia olivier ollie olof omar "
    "opal orlando oscar oskar otis otto outi owen pablo paige pam pamela "
    "paola paolo pascal pascale patrice patricia patrick patrik patty paul "
    "paula paulina pauline paulo pavel pawel paweł pearl pedro pekka "
    "penelope perry pete peter petr petra petri phil philip philipp philippe "
    "phillip phoebe pierre pieter pietro pilar piotr pippa polly pooja "
    "pradeep priscilla priya pål péter quentin rachel rae rafael raffaele "
    "ragnhild rahul rainer rajesh ralf ralph ramon ramón randall randy "
    "raphael raquel raul ravi ray raymond raúl rebecca reggie regina reiner "
    "reinhard reinhold renata renate rene rené ricarda ricardo riccardo "
    "richard rick ricky risto rita rob robert roberta roberto robin rocío "
    "rod rodney rodrigo roger rohit roland rolf romain roman romina ron "
    "ronald ronja ronnie ronny rosalie rosemary rosie ross roxanne roy ruben "
    "rubén rudiger rudolf rudy rune rupert russ russell ruth ruud ryan "
    "rémi rüdiger sabine sabrina sally salvador salvatore sam samantha "
    "sammy samuel sandeep sander sandra sandrine sanjay sanne sara sarah "
    "sascha scott scotty sean sebastian seppo serena serge sergei sergey "
    "sergi sergio seth shane shannon sharon shaun shauna shawn sheila shelby "
    "shelley shirley shreya sibylle sid siegfried sigrid sigurd silas silke "
    "silvia silvio simon simona simone sjoerd sofia sofie sofía solène "
    "sonia sonja sophia sophie stacey stacy stan stanislav stanisław stefan "
    "stefania stefanie stefano steffen steffi stella steph stephan stephanie "
    "stephen steve steven stevie stewart stig stu stuart stéphane "
    "stéphanie sunil suresh susan susana susann susanna susanne susie "
    "suzanne svante svein sven svenja sverre svetlana sybille sylvain sylvia "
    "sylvie szymon sébastien tamara tamás tanja tanya tapio tara tariq "
    "tatiana tatjana taylor ted terence teresa terri terry tess tessa teun "
    "thea theo theodor theodore theresa therese thibault thierry thijs thilo "
    "thomas thorsten thérèse tiago tiffany tilman tim timo timothy tina "
    "tobias toby todd tom tomas tomasz tommaso tommy tomáš toni tony tonya "
    "torben torbjørn tore torsten tracey tracy travis trevor trish tristan "
    "trond troy tyler udo ulf uli ulla ulrich ulrika ulrike umberto ursula "
    "ute uwe val valentin valentina valentine valeria valerie valerio "
    "valérie vanessa vasily vera verena veronica veronika veronique "
    "verónica vicente vicki vicky victor victoria vijay vikram viktor "
    "viktoria ville vince vincent vincenzo vinícius violeta virginia "
    "virginie vishal vitali vittorio vivek vivian viviana vladimir volker "
    "václav wally walter waltraud wanda warren wayne wei wendy werner "
    "wesley wiebke wilfried wilhelm willem william willie wim winfried "
    "wojciech wolfgang wolfram wouter xavi xavier yael yann yannick yasmin "
    "yolanda yuki yuri yusuf yves yvette yvonne zach zachary zack zainab "
    "zbigniew zoe zofia zoltán zoran zoë zuzana álvaro åsa élise "
    "élodie émilie éric étienne íñigo óscar øystein łukasz";

/* Bytes of a name. */
#define NAME_MAX 24

bool is_given_name(struct str word)
{
    char folded[NAME_MAX];
    size_t low = 0, high = sizeof NAMES - 1;
    if (word.len < 2 || word.len > NAME_MAX)
        return false;
    for (size_t i = 0; i < word.len; i++)
        folded[i] = char_lower(word.at[i]);
    struct str wanted = {folded, word.len};
    while (low < high) {
        size_t at = low + (high - low) / 2;
        while (at > low && NAMES[at - 1] != ' ')
            at--;
        struct str rest = str_make(NAMES + at, sizeof NAMES - 1 - at);
        struct str name = str_sub(rest, 0, str_until(rest, " "));
        int order = str_cmp(wanted, name);
        if (order == 0)
            return true;
        if (order < 0)
            high = at;
        else
            low = at + name.len + 1;
    }
    return false;
}
