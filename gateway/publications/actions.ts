/** Actions of the access records of own publications, as the route table names them: a list, what a system reads, what a person opens. */
export const PUBLICATION_LIST = 'publication-list'
export const PUBLICATION_READ = 'publication'
export const PUBLICATION_OPEN = 'publication-open'
