/** Name in consumer_offset of the consumer that takes access.log into the read store (consumers/recalls): for recall notices, and for who asks who read what. */
export const ACCESS_INDEX_CONSUMER = 'recalls'
