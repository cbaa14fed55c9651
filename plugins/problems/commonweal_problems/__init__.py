"""Problems that agents and partners report, solutions, debates and votes."""
