# SPDX-License-Identifier: MIT
# fish completion for offprint; options come from "offprint help COMMAND".

set -l commands get list extract info verify export clean keygen update index search diff schedule help

function __offprint_options
    set -l words (commandline -opc)
    set -l command get
    contains -- "$words[2]" get list extract info verify export clean keygen update index search diff schedule; and set command $words[2]
    offprint help $command 2>/dev/null |
        string replace -rf '^  (?:-., | {4})(--[a-z-]+)(?: [^ ]+)? +(.*)' '$1\t$2'
end

complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a get -d 'archive each article with its related posts'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a list -d 'say what get would fetch, and why'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a extract -d 'print the article of a page, or of many'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a info -d 'show what is inside an archive'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a verify -d 'check that an archive is whole and unchanged'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a export -d 'write an archive in another format, offline'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a clean -d 'clean captured pages again, with this version'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a keygen -d 'make a key to sign archives with'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a index -d 'make the catalogue of a library anew'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a search -d 'find words in a library'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a diff -d 'show what changed between two versions'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a schedule -d 'run offprint again and again'
complete -c offprint -n "not __fish_seen_subcommand_from $commands" -a help -d 'show help'
complete -c offprint -n "string match -q -- '-*' (commandline -ct)" -a '(__offprint_options)'
complete -c offprint -n "__fish_prev_arg_in -f --format; and not __fish_seen_subcommand_from extract diff" -xa 'epub wacz zip dir tar.gz tar.zst tar.xz 7z warc html markdown text json jsonl'
complete -c offprint -n "__fish_prev_arg_in -f --format; and __fish_seen_subcommand_from extract" -xa 'text html xhtml markdown json jsonl'
complete -c offprint -n "__fish_prev_arg_in -f --format; and __fish_seen_subcommand_from diff" -xa 'text html json unified'
complete -c offprint -n "__fish_prev_arg_in --kinds" -xa 'inline-label related-section series json-ld in-body'
