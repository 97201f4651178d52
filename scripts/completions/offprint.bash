# SPDX-License-Identifier: MIT
# bash completion for offprint; options come from "offprint help COMMAND".

_offprint_options() { # COMMAND: a line each, "-o --output FILE" or "- --url URL"
    offprint help "$1" 2>/dev/null | sed -nE \
        's/^  (-.|   ),? +(--[a-z-]+)( ([^ ]+))? .*/\1 \2 \4/p' | sed 's/^   /-/'
}

_offprint() {
    local commands="get list extract info verify export clean keygen update index search diff schedule help" command=get words=
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    if ((COMP_CWORD > 1)) && [[ " $commands " == *" ${COMP_WORDS[1]} "* ]]; then
        command=${COMP_WORDS[1]}
    fi
    local value
    value=$(_offprint_options "$command" |
        awk -v o="$before" '$1 == o || $2 == o { print $3 }')

    case $command:$value in
    diff:FORMAT) words="text html json unified" ;;
    extract:FORMAT) words="text html xhtml markdown json jsonl" ;;
    *:FORMAT)
        words="epub wacz zip dir tar.gz tar.zst tar.xz 7z warc html"
        words+=" markdown text json jsonl"
        ;;
    *:LIST) words="inline-label related-section series json-ld in-body" ;;
    *:[a-z]*) words=${value//|/ } ;;
    help:) words=$commands ;;
    *:)
        if [[ $word == -* ]]; then
            words=$(_offprint_options "$command" | cut -d' ' -f2)
        elif ((COMP_CWORD == 1)); then
            words=$commands
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    [[ -n $words ]] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}

complete -o filenames -o bashdefault -F _offprint offprint
