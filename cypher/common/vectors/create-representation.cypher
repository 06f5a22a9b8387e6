CREATE (:Representation {id: 'current', digest: $digest})
