//! The coded findings of everything that reads: files, YAML, forms, configuration, fragments, spreadsheets.

use super::{Confidence, Effect, Rule, Severity};

macro_rules! reader_rules {
    ($($constant:ident $code:literal $name:literal $severity:ident $effect:ident $explanation:literal)*) => {
        /// The rules by name, for whoever reports them.
        pub mod reader {
            use super::{Confidence, Effect, Rule, Severity};
            $(pub static $constant: Rule = Rule {
                code: $code, name: $name, severity: Severity::$severity, effect: Effect::$effect,
                confidence: Confidence::Certain, source: $explanation,
            };)*
        }
        /// All of them, by code.
        pub static READER_RULES: &[&Rule] = &[$(&reader::$constant),*];
    };
}

reader_rules! {
    UNREADABLE "HY001" "unreadable-file" Error Refuses
"ファイルを読めない
ファイルが無いか、開く権限が無いか、文字コードが UTF-8 ではありません。"
    FILE_TOO_LARGE "HY002" "file-too-large" Error Refuses
"ファイルが大きすぎる
評価書・文例・様式・設定・取り込むテキストのファイルは 4 MiB まで、表計算ファイルは 16 MiB（.xls は 8 MiB）までです。実際の評価書は 200 KB ほどです。"
    CONTROL_CHARACTER "HY003" "control-character" Error Refuses
"制御文字がある
NUL などの制御文字が、そのまま、または引用符の中の \\e・\\0 などの書き方で含まれています。ほかのソフトから貼り付けたときに紛れ込むことがあります。その文字を消してください。"
    CONFLICT_MARKER "HY004" "conflict-marker" Error Refuses
"git の競合の印が残っている
`<<<<<<<` `=======` `>>>>>>>` の行が残っています。どちらの文を採るかを決めて、印の行を消してください。"
    TOO_MANY_FILES "HY005" "too-many-files" Error Refuses
"ファイルが多すぎる
フォルダーの中を探すのは、ファイル 2 万個までです。評価書のあるフォルダーを指してください。"
    PROGRAM_FAULT "HY006" "program-fault" Error Refuses
"プログラムの誤りで止まった
hyokasho の中の誤りです。書きかけのファイルは残りません。示されたファイルのどこで止まるかを、個人の情報を除いて開発者に知らせてください。"
    UNSEEN_CHARACTER "HY007" "unseen-character" Warning Tells
"見えない文字がある
読む向きを変える文字や、幅の無い文字（ゼロ幅スペースなど）が含まれています。ほかのソフトや Web ページから貼り付けたときに紛れ込みます。
見た目は同じでも違う文になり、検索や比較で見つからなくなります。印刷するときは取り除きます。その文字を消してください。"
    YAML_SYNTAX "HY010" "yaml-syntax" Error Refuses
"YAML として読めない
字下げや引用符の誤りです。よくある原因は、タブや全角空白の字下げ、全角の「：」、「[」「*」「&」で始まる文を引用符なしで書いたことです。
長い文は `|` を書いて改行し、字下げして書けば、記号を気にせずに書けます。"
    DUPLICATE_KEY "HY011" "duplicate-key" Error Tells
"同じ項目が二度書かれている
一つの欄に同じ項目が二つあります。どちらが正しいかを決めて、もう一方を消してください。"
    ALIAS "HY012" "yaml-alias" Error Refuses
"YAML のアンカー・エイリアスは使えない
`&` と `*` による参照は使えません。評価書の間で同じ文を使うときは fragments/ に文例を置いて `fragment:` で引いてください。"
    TOO_DEEP "HY013" "too-deep" Error Refuses
"入れ子が深すぎる
入れ子は 32 段までです。"
    TOO_MANY_NODES "HY014" "too-many-nodes" Error Refuses
"要素が多すぎる
一つのファイルの要素は 10 万個までです。"
    SCALAR_TOO_LONG "HY015" "scalar-too-long" Error Refuses
"一つの値が長すぎる
一つの値と、文例・差し込みを入れた後の一つの欄の文は 256 KiB まで、名前や題など一行の欄は 16 KiB までです。実際の評価書の一つの欄は 2,000 字ほどまでです。"
    TAB "HY016" "tab-indentation" Error Tells
"タブで字下げされている
YAML の字下げには半角の空白を使います。エディターの設定を「タブの代わりに空白」にしてください。"
    SEVERAL_DOCUMENTS "HY017" "several-documents" Error Tells
"一つのファイルに文書が二つある
行頭の `---` で区切られた二つめの文書は読まれません。ファイルを分けてください。"
    FOLDED_SCALAR "HY018" "folded-scalar" Warning Tells
"改行が空白になる書き方である
`|` を書かずに何行かに分けて書いた文と、`>` で書いた文は、改行が失われ、行のつなぎ目に半角の空白が入ります。
「項目: |」と書いて改行し、文の行をどれも字下げして書いてください。`hyokasho check --fix` で直せます。"
    SWALLOWED "HY019" "swallowed-text" Warning Tells
"「 #」から後が読まれない
引用符で囲まない文の中に、空白に続けて「#」を書くと、そこから行の終わりまでがコメントになり、評価書に入りません。
文の全体を引用符 `\"` で囲んでください。`hyokasho check --fix` で直せます。コメントなら、「#」の前に空白を二つ以上入れてください。"
    UNKNOWN_KEY "HY020" "unknown-key" Error Tells
"様式に無い項目
書かれたキーは、様式にも、この道具の決まりにもありません。綴りを確かめてください。"
    WRONG_KIND "HY021" "wrong-kind" Error Tells
"書き方が項目の種類に合わない
文を書く欄に一覧が書かれている、一覧の欄に文が書かれている、といった食い違いです。"
    NOT_AN_OPTION "HY022" "not-an-option" Error Tells
"選択肢に無い値
様式に印刷された選択肢の言葉か、その番号を書きます。全角・半角の違いは問いません。"
    BAD_DATE "HY023" "bad-date" Error Tells
"日付として読めない
`2025-12-26`、`2025-12`、令和7年12月26日、R7.12.26 のように書きます。元号の期間の外の日付は誤りです。"
    BAD_NUMBER "HY024" "bad-number" Error Tells
"数として読めない
0 以上の整数を書きます。"
    BAD_FLAG "HY025" "bad-flag" Error Tells
"true か false を書く欄
チェックの欄には true（○）か false（空欄）を書きます。"
    BAD_ID "HY026" "bad-id" Error Tells
"id の書き方の誤り
id は半角の英小文字で始め、英小文字・数字・ハイフンで書きます。同じ一覧の中で重なってはいけません。"
    TOO_MANY_BLOCKS "HY027" "too-many-blocks" Error Tells
"一覧が長すぎる
一つの一覧に書けるのは 200 件までです（様式の枠は 20 件です）。"
    ASSESSMENT_TOO_LARGE "HY028" "assessment-too-large" Error Refuses
"評価書の全体が大きすぎる
文例・差し込み・表計算の記録項目を入れた後の文は合わせて 4 MiB まで、欄は、繰り返される一覧のものを含めて 5 万までです。記録項目を読む表計算ファイルの
欄は、合わせて 40 万（一つのファイルを 1 万以上と数えます）までです。超えた所から後は読みません。
同じ文例を何度も引いていないか、一覧が増えすぎていないかを確かめてください。"
    UNKNOWN_FORM "HY030" "unknown-form" Error Tells
"様式が分からない
`form:` には、組み込みの様式か、ワークスペースの forms/ にある様式の名前を書きます。"
    BAD_FORM "HY031" "bad-form" Error Tells
"様式の定義の誤り
様式のファイルに、重なったキー、知らない種類、行き先の無い条件などがあります。"
    NOT_IN_FORM "HY032" "item-not-in-this-form" Error Tells
"この様式には無い項目
ほかの様式にはある項目です。様式を変えたときは、この様式の項目に書き直してください。"
    BAD_CONFIG "HY040" "bad-config" Error Tells
"設定の誤り
hyokasho.yaml に、知らない項目や、使えない値があります。"
    ALLOWANCE_WITHOUT_REASON "HY041" "allowance-without-reason" Error Tells
"理由の無い許容
指摘を許容するときは、`reason:` に理由を書きます。理由が無い許容は効きません。"
    UNUSED_ALLOWANCE "HY042" "unused-allowance" Warning Tells
"使われていない許容
`allow:` の行に当たる指摘がありません。直っているなら行を消してください。"
    BASELINE_ENDED "HY043" "baseline-ended" Warning Tells
"猶予の期限を過ぎている
引き継いだ評価書の指摘を後で直すこととした期限（hyokasho-baseline.yaml の `until:`）を過ぎています。期限は `--today` の日付
（`hyokasho status` では今日）と比べます。指摘された所を直すか、理由を確かめて期限を改めてください。"
    MISSING_FRAGMENT "HY050" "missing-fragment" Error Tells
"文例が無い
`fragment:` で引かれた文例が fragments/ にありません。"
    UNUSED_FRAGMENT "HY051" "unused-fragment" Warning Tells
"使われていない文例
どの評価書からも引かれていない文例です。"
    OPEN_PLACEHOLDER "HY052" "open-placeholder" Error Tells
"埋まっていない差し込み
文例の `{名前}` に入れる値が、hyokasho.yaml の `values:` にありません。"
    FRAGMENT_DRIFT "HY053" "fragment-drift" Warning Tells
"文例が元の文と違う
文例の本文のハッシュが、前書きの `sha` と一致しません。元の文が改められたか、手元で書き換えられています。
元の文を確かめ、書き換えが正しければ `date` と `sha` を改めてください。"
    BAD_FRONT_MATTER "HY054" "bad-front-matter" Error Tells
"文例の前書きの誤り
文例の先頭には、`---` で挟んだ前書き（source・date・sha）を書きます。"
    PATH_ESCAPES "HY055" "path-escapes" Error Refuses
"ワークスペースの外を指すパス
`..` や絶対パスで外のファイルを指すことはできません。"
    BAD_SHEET "HY060" "bad-spreadsheet" Error Refuses
"表計算ファイルや PDF を読めない
記録項目の表計算ファイルや取り込むファイルが、壊れている、パスワードが掛かっている、読めない種類である、指定したシートや列が無い、のいずれかです。
読めるのは .xlsx・.xlsm・.xls・.ods・.csv・.tsv とテキスト、取り込むときは .pdf・.docx・.html・.md もです。画像だけの PDF は、文字認識（OCR）で文字を付けてから取り込んでください。種類は名前の末尾ではなく中身で見分けます。"
    SHEET_TOO_LARGE "HY061" "spreadsheet-too-large" Error Refuses
"表計算ファイルや PDF が大きすぎる
展開後の大きさ、シートやページの枚数、行数・列数、文字や線の量に上限があります。不要なシートや書式だけの行・列を消すか、評価書だけの PDF に分けてください。"
    BAD_PICTURE "HY062" "bad-picture" Error Tells
"図のファイルを表せない
図に使えるのは SVG・PNG・JPEG です。種類は名前の末尾ではなく中身で見分けます。壊れているか、大きすぎる図は印刷されません。"
    PICTURE_CHANGED "HY063" "picture-not-drawn-as-written" Warning Tells
"図の一部がそのまま印刷されない
SVG の図に、紙に描けないもの（外のファイル、効果、動き、書体に無い文字など）があります。PDF では、それを除くか、近い形で描きます。
図のソフトで、効果をやめるか、画像として書き出し直してください。"
    BAD_FONT "HY064" "bad-font" Error Tells
"書体のファイルを使えない
`--font` か `style: font:` の書体が、TrueType・OpenType として読めないか、文書への埋め込みが許されていません。"
}
