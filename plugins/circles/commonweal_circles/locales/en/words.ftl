# Words of the room words: text, names in it, links and files.

circles-words-mentions-most = { $most ->
    [0] Nobody can be named with “@” here: take the names out.
    [one] Name no more than { $most } member with “@”.
   *[other] Name no more than { $most } members with “@”.
}
circles-words-mention-ambiguous = Several members are called @{ $handle }. Write which one you mean: { $choices }.

circles-words-file-unknown = This file is not one of yours that waits to be sent: upload it again.
circles-words-files-most = A post takes no more than { $most } files: take some away.
