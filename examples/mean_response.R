# A metric for Etalon in R: copy this file, change METRIC and compare, and run
#
#   etalon check my_metric.R
#
# It needs nothing but R. Do the two populations respond to the same stimuli with more activity? The size of the
# correlation between the mean responses to each stimulus. The protocol is in docs/protocol.md.

METRIC <- paste0(
  '{"id":"mean-response-r","title":"Correlation of mean responses","direction":"similarity",',
  '"range":[0,1],"symmetric":true,',
  '"invariances":["permutation","isotropic-scaling","negative-scaling","translation","zero-padding"]}'
)

no_value <- function(reason) stop(structure(class = c("no_value", "error", "condition"), list(message = reason)))

# The mean response to each stimulus, less the mean over stimuli, at unit length.
mean_responses <- function(activations, name) {
  largest <- max(abs(activations))
  means <- rowMeans(activations / (if (largest > 0) largest else 1)) # so that nothing overflows when it is squared
  means <- means - mean(means)
  length <- sqrt(sum(means^2))
  if (length < 1e-12) no_value(paste("the mean response of", name, "is the same to every stimulus"))
  means / length
}

# The value for X (n x p1) and Y (n x p2).
compare <- function(x, y) min(1, abs(sum(mean_responses(x, "X") * mean_responses(y, "Y"))))

# Etalon writes .npy version 1.0: the header's length in two bytes after the first eight, then float64, row by row.
read_npy <- function(path, rows, columns) {
  file <- file(path, "rb")
  on.exit(close(file))
  readBin(file, "raw", 8)
  readBin(file, "raw", readBin(file, "integer", 1, size = 2, signed = FALSE, endian = "little"))
  matrix(readBin(file, "double", rows * columns, endian = "little"), rows, columns, byrow = TRUE)
}

# Etalon writes its questions on one line, without blanks between what belongs together.
part <- function(line, pattern) regmatches(line, regexec(pattern, line))[[1]][-1]
side <- function(line, name) {
  found <- part(line, paste0('"', name, '":\\{"path":"([^"]*)","rows":([0-9]+),"columns":([0-9]+)\\}'))
  read_npy(found[1], as.integer(found[2]), as.integer(found[3]))
}
text <- function(message) encodeString(gsub("[\r\n\t]", " ", message), quote = '"')

answer <- function(line, type) {
  if (type == "hello") return(paste0('"protocol":1,"metric":', METRIC))
  if (type != "compare") return('"error":{"code":"protocol/unknown-question","message":"not known"}')
  tryCatch(
    {
      set.seed(strtoi(substr(part(line, '"seed":"([0-9a-f]+)"'), 1, 7), 16L))
      sprintf('"value":%.17g', compare(side(line, "x"), side(line, "y")))
    },
    no_value = function(reason) paste0('"undefined":', text(conditionMessage(reason))),
    error = function(fault) paste0('"error":{"message":', text(conditionMessage(fault)), "}")
  )
}

questions <- file("stdin", "r")
while (length(line <- readLines(questions, 1)) > 0) {
  type <- part(line, '"type":"([a-z]+)"')
  if (type == "shutdown") break
  cat(sprintf('{"id":%s,%s}\n', part(line, '"id":([0-9]+)'), answer(line, type)))
  flush(stdout())
}
